package dev.patrol.cli.topics;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.ExitCode;
import dev.patrol.cli.fault.Causes;
import dev.patrol.cli.kafka.Brokers;
import dev.patrol.cli.kafka.Calls;
import dev.patrol.cli.kafka.TopicsLook;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Console;
import dev.patrol.model.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./patrol topics}. Called twice, or by two at once, it does nothing the second time. */
@Command(
        name = "topics",
        description = {
            "Creates the topics that are missing, as the contract declares them, and says which of those that are there"
                    + " are otherwise. It deletes none, and changes one with --repair only.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patrol topics --replication-factor 3 --min-insync-replicas 2",
            "  ./patrol topics --dry-run",
            "  ./patrol topics --repair"
        })
public final class TopicsCommand implements Callable<Integer> {
    private static final long LONGEST_SECONDS = 30;
    private static final int MOST_LOOKS = 20;
    private static final long BETWEEN_LOOKS_MILLIS = 250;
    private static final String MIN_INSYNC = "min.insync.replicas";

    private final Settings settings;
    private final Console console;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "On how many brokers each is. Default: what the brokers' default.replication.factor says.")
    private Optional<Short> replication = Optional.empty();

    @Option(
            names = "--min-insync-replicas",
            paramLabel = "N",
            description =
                    "How many of them must have a record before it counts as written. Default: what the brokers say.")
    private Optional<Short> minInsync = Optional.empty();

    @Option(names = "--dry-run", description = "Creates nothing; says what would be created.")
    private boolean dryRun;

    @Option(
            names = "--repair",
            description =
                    "Also gives those that are there the settings that are declared, and empty ones the partitions that"
                            + " they lack.")
    private boolean repair;

    public TopicsCommand(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    @Override
    public Integer call() {
        requireThatTheyFit();
        Brokers brokers = new Brokers(settings);
        List<String> problems = brokers.problems();
        if (!problems.isEmpty()) {
            throw CallFailed.because(String.join(" ", problems));
        }
        brokers.unreachable().ifPresent(problem -> {
            throw CallFailed.because(problem);
        });
        try (Admin admin = Admin.create(brokers.properties("patrol-topics"))) {
            Set<Topic> there = EnumSet.noneOf(Topic.class);
            boolean created = create(admin, brokers, there);
            Set<Topic> repaired = repair && created ? new Repair(admin, console, dryRun).all(there) : Set.of();
            return created && sayWhatIsOtherwise(admin, repaired) == 0 ? ExitCode.OK : ExitCode.FAILED;
        } catch (KafkaException e) {
            throw CallFailed.because(Brokers.sentenceOfSettings(e));
        }
    }

    private void requireThatTheyFit() {
        if (replication.filter(factor -> factor < 1).isPresent()) {
            throw CallFailed.wrongCall("--replication-factor should be 1 or more.");
        }
        if (minInsync.filter(least -> least < 1).isPresent()) {
            throw CallFailed.wrongCall("--min-insync-replicas should be 1 or more.");
        }
        if (replication.isPresent() && minInsync.isPresent() && minInsync.get() > replication.get()) {
            throw CallFailed.wrongCall(
                    "--min-insync-replicas is more than --replication-factor: nothing could be written.");
        }
    }

    /**
     * @param there is given those that were there already
     * @return whether all that were missing are there now
     */
    private boolean create(Admin admin, Brokers brokers, Set<Topic> there) {
        Map<String, KafkaFuture<Void>> answers = new TreeMap<>(admin.createTopics(
                        Arrays.stream(Topic.values()).map(this::declared).toList(),
                        new CreateTopicsOptions().validateOnly(dryRun))
                .values());
        boolean all = true;
        List<String> made = new ArrayList<>();
        for (Map.Entry<String, KafkaFuture<Void>> answer : answers.entrySet()) {
            try {
                answer.getValue().get(LONGEST_SECONDS, TimeUnit.SECONDS);
                made.add(answer.getKey());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TopicExistsException) {
                    there.add(Topic.named(answer.getKey()).orElseThrow());
                } else {
                    console.error(answer.getKey() + " could not be created. " + sentenceOf(e.getCause(), brokers));
                    all = false;
                }
            } catch (TimeoutException e) {
                throw CallFailed.because(
                        "The brokers at " + brokers.servers() + " do not answer in time. Look at their logs.");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw CallFailed.because(
                        "Stopped while topics were created; what is missing is created by the next call.");
            }
        }
        made.forEach(name -> console.say((dryRun ? "would create " : "created ") + name));
        console.say(
                made.size() + (dryRun ? " would be created, " : " created, ") + there.size() + " were there already.");
        return all;
    }

    private NewTopic declared(Topic topic) {
        Map<String, String> config = new TreeMap<>(topic.config());
        minInsync.ifPresent(least -> config.put(MIN_INSYNC, Short.toString(least)));
        return new NewTopic(topic.topicName(), Optional.of(topic.partitions()), replication).configs(config);
    }

    private static String sentenceOf(Throwable failure, Brokers brokers) {
        if (failure instanceof ClusterAuthorizationException || failure instanceof TopicAuthorizationException) {
            return "This user may not create it. Grant it CREATE on topics that begin with \"patrol.\", or have an"
                    + " administrator of the brokers call this.";
        }
        if (failure instanceof InvalidReplicationFactorException) {
            return "There are fewer brokers than --replication-factor, or than their default.replication.factor, asks for.";
        }
        return Causes.find(failure, org.apache.kafka.common.errors.TimeoutException.class)
                        .isPresent()
                ? "The brokers at " + brokers.servers() + " did not answer in time."
                : "The brokers said " + failure.getClass().getSimpleName() + "; look at their logs.";
    }

    /** Those that are missing after all were told already. */
    private int sayWhatIsOtherwise(Admin admin, Set<Topic> repaired) {
        TopicsLook look = lookOnceSeen(admin, repaired);
        Map<Topic, String> faults = look.faults();
        faults.keySet().retainAll(look.seen());
        faults.forEach((topic, fault) -> console.error(topic.topicName() + ": " + fault));
        look.notes().forEach((topic, note) -> console.say(topic.topicName() + ": " + note));
        return faults.size();
    }

    /** A broker shows a change a moment after the controller has taken it. */
    private static TopicsLook lookOnceSeen(Admin admin, Set<Topic> repaired) {
        TopicsLook look = TopicsLook.at(admin, new Calls());
        for (int looks = 1; looks < MOST_LOOKS && isOtherwise(look, repaired); looks++) {
            try {
                new CountDownLatch(1).await(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return look;
            }
            look = TopicsLook.at(admin, new Calls());
        }
        return look;
    }

    private static boolean isOtherwise(TopicsLook look, Set<Topic> topics) {
        return topics.stream()
                .anyMatch(topic ->
                        look.faults().containsKey(topic) || look.notes().containsKey(topic));
    }
}
