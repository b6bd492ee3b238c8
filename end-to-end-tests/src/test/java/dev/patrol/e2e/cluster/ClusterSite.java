package dev.patrol.e2e.cluster;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.patrol.e2e.TopicDump;
import dev.patrol.kafka.embedded.KafkaCluster;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.inspection.TokenFact;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Brokers, an Azure and a mail server that the test holds in its hands, and services that know them by address only. */
final class ClusterSite implements AutoCloseable {
    private static final int BROKERS = 3;
    private static final String SCOPE = "vso.code";

    private final Path folder;
    private final KafkaCluster cluster;
    private final AzureSimulator azure = AzureSimulator.start();
    private final GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final List<Member> members = new ArrayList<>();
    private final List<Token> due = new ArrayList<>();

    /** @param folder for data and logs, which stay */
    ClusterSite(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder).toAbsolutePath();
        cluster = KafkaCluster.start(BROKERS, this.folder.resolve("brokers"));
        cluster.createTopics(Arrays.stream(Topic.values())
                .map(topic -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config()))
                .toList());
        mailServer.start();
    }

    /** Starts one more instance of a service, without waiting for it. */
    Member start(String service) throws IOException {
        String name = service + "-"
                + members.stream()
                        .filter(member -> member.service().equals(service))
                        .count();
        Map<String, String> environment = Surroundings.settings(
                cluster.bootstrapServers(), azure, mailServer.getSmtp().getPort());
        environment.put("PATROL_INSTANCE_ID", name);
        Member member = new Member(
                service, environment, Files.createDirectories(folder.resolve(name)), folder.resolve(name + ".log"));
        members.add(member);
        member.start();
        return member;
    }

    List<Member> members() {
        return List.copyOf(members);
    }

    KafkaCluster cluster() {
        return cluster;
    }

    /** Tokens that are due, and whose values dependents read from the vault. */
    void seed(int count) {
        Instant now = Instant.now();
        for (int number = 0; number < count; number++) {
            String name = "rolling-" + UUID.randomUUID();
            Instant dies = now.plus(Duration.ofDays(3));
            Instant made = now.minus(Duration.ofDays(60));
            UUID id = azure.control()
                    .seedTokens(TokenSeed.of(name, SCOPE, dies).withValidFrom(made))
                    .get(0);
            TokenFact fact = azure.control().token(id).orElseThrow();
            Token token = Token.of(
                    organization(),
                    id,
                    name,
                    List.of(SCOPE),
                    fact.validFrom(),
                    fact.validTo(),
                    false,
                    Optional.empty());
            azure.control().keepInSecret(id, token.secretName());
            due.add(token);
        }
    }

    /** All that were seeded by now. */
    List<Token> due() {
        return List.copyOf(due);
    }

    /** Gives every topic twice its partitions, as somebody who means well. */
    void doublePartitions() {
        for (int partitions : List.of(1, 12)) {
            cluster.increasePartitions(
                    Arrays.stream(Topic.values())
                            .filter(topic -> topic.partitions() == partitions)
                            .map(Topic::topicName)
                            .toList(),
                    2 * partitions);
        }
    }

    SimulatorControl azure() {
        return azure.control();
    }

    TopicDump topics() {
        return TopicDump.of(cluster.bootstrapServers());
    }

    /** The ids of the events that mails have told, each as often as it was told. */
    List<String> told() {
        return Arrays.stream(mailServer.getReceivedMessages())
                .flatMap(mail -> Arrays.stream(ids(mail)))
                .toList();
    }

    private static String[] ids(MimeMessage mail) {
        try {
            String header = mail.getHeader("Patrol-Event-IDs", " ");
            return header == null ? new String[0] : header.strip().split("[,\\s]+");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String organization() {
        return azure.organizations().get(0);
    }

    @Override
    public void close() {
        // All at once; each takes some seconds.
        IntStream.range(0, members.size()).parallel().forEach(number -> members.get(number)
                .close());
        mailServer.stop();
        azure.close();
        cluster.close();
    }
}
