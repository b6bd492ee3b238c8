package dev.patrol.cli.check.kafka;

import dev.patrol.cli.check.Causes;
import dev.patrol.cli.check.Check;
import dev.patrol.cli.check.Findings;
import dev.patrol.cli.check.Reach;
import dev.patrol.cli.check.Service;
import dev.patrol.cli.settings.Settings;
import dev.patrol.service.settings.KafkaSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/** Whether the brokers can be reached and the topics of the contract are as they should be. */
public final class KafkaCheck implements Check {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final String BROKERS = "brokers";
    private static final String TOPICS = "topics";
    private static final String RIGHTS = "rights";

    private final Settings settings;
    private final Set<Service> services;

    /** @param services whose rights are looked at */
    public KafkaCheck(Settings settings, Set<Service> services) {
        this.settings = settings;
        this.services = services;
    }

    @Override
    public String area() {
        return "Kafka";
    }

    @Override
    public List<String> subjects() {
        return List.of(BROKERS, TOPICS, RIGHTS);
    }

    @Override
    public String whenLate() {
        return "Check KAFKA_BOOTSTRAP_SERVERS, and look at the brokers.";
    }

    @Override
    public void run(Findings findings) {
        List<String> problems = settings.problemsOf(KafkaSettings.class);
        if (!problems.isEmpty()) {
            findings.notOk(BROKERS, String.join(" ", problems));
            return;
        }
        String servers = settings.as(KafkaSettings.class).bootstrapServers().strip();
        Optional<String> unreachable = unreachable(servers);
        if (unreachable.isPresent()) {
            findings.notOk(BROKERS, unreachable.get() + " Check KAFKA_BOOTSTRAP_SERVERS and the network.");
            return;
        }
        try (Admin admin = Admin.create(properties())) {
            look(admin, servers, findings);
        } catch (KafkaException e) {
            // Its message may quote the settings, which hold the password.
            findings.notOk(
                    BROKERS,
                    "Kafka's client does not take the settings ("
                            + Optional.ofNullable(e.getCause())
                                    .orElse(e)
                                    .getClass()
                                    .getSimpleName()
                            + "). Check the variables KAFKA_SSL_... and KAFKA_SASL_....");
        }
    }

    private void look(Admin admin, String servers, Findings findings) {
        Calls calls = new Calls();
        Collection<Node> nodes;
        try {
            nodes = calls.await(admin.describeCluster().nodes());
        } catch (ExecutionException e) {
            findings.notOk(BROKERS, sentenceOf(e.getCause(), servers));
            return;
        }
        Optional<String> hidden = nodes.stream()
                .flatMap(node -> Reach.problemOf(node.host(), node.port(), CONNECT).stream())
                .findFirst();
        if (hidden.isPresent()) {
            findings.notOk(
                    BROKERS,
                    "The cluster answers, but sends its clients to a broker that can't be reached from here: "
                            + hidden.get() + " Set the broker's advertised.listeners to addresses that clients reach.");
            return;
        }
        findings.ok(BROKERS, nodes.size() == 1 ? "1 broker" : nodes.size() + " brokers");
        TopicsLook topics = TopicsLook.at(admin, calls);
        topics.tell(TOPICS, findings);
        RightsLook.at(admin, calls, services, topics).tell(RIGHTS, findings);
    }

    private static Optional<String> unreachable(String servers) {
        List<Optional<String>> problems = Arrays.stream(servers.split("\\s*,\\s*"))
                .map(server -> Reach.problemOf(
                        server.substring(0, server.lastIndexOf(':')),
                        Integer.parseInt(server.substring(server.lastIndexOf(':') + 1)),
                        CONNECT))
                .toList();
        boolean none = problems.stream().allMatch(Optional::isPresent);
        return none ? problems.get(0) : Optional.empty();
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = settings.kafka();
        properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "patrol-check");
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 8_000);
        return properties;
    }

    private String sentenceOf(Throwable failure, String servers) {
        if (Causes.find(failure, UnsupportedSaslMechanismException.class).isPresent()) {
            return "The broker does not know the kind of login that KAFKA_SASL_MECHANISM names. Ask which one it wants.";
        }
        if (Causes.find(failure, SaslAuthenticationException.class).isPresent()) {
            return "The broker refuses the login. Check KAFKA_SASL_MECHANISM, and the user and password in"
                    + " KAFKA_SASL_JAAS_CONFIG.";
        }
        return Causes.ofTls("the broker at " + servers, failure)
                .map(sentence -> sentence + " Check KAFKA_SECURITY_PROTOCOL and KAFKA_SSL_TRUSTSTORE_LOCATION.")
                .orElseGet(() -> "Somebody listens at " + servers + ", but does not answer as a Kafka broker does to"
                        + " KAFKA_SECURITY_PROTOCOL=" + protocol()
                        + ". Check the port, and whether the broker wants TLS or"
                        + " a login there.");
    }

    private String protocol() {
        return String.valueOf(settings.kafka().getOrDefault("security.protocol", "PLAINTEXT"));
    }
}
