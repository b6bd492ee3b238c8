package dev.patrol.cli.topics;

import dev.patrol.cli.kafka.Calls;
import dev.patrol.cli.terminal.Console;
import dev.patrol.model.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Makes topics that are there as the contract declares them, as far as nothing is lost by it. Partitions are added only to what is
 * empty: what is in a topic was placed by the number that there was.
 */
final class Repair {
    private final Admin admin;
    private final Console console;
    private final boolean dryRun;
    private final Calls calls = new Calls();
    private final Set<Topic> changed = EnumSet.noneOf(Topic.class);

    Repair(Admin admin, Console console, boolean dryRun) {
        this.admin = admin;
        this.console = console;
        this.dryRun = dryRun;
    }

    /**
     * What can't be repaired is told, and stays as it is.
     *
     * @param there what was there before this call
     * @return those that were changed
     */
    Set<Topic> all(Set<Topic> there) {
        for (Topic topic : there) {
            try {
                settings(topic);
                partitions(topic);
            } catch (ExecutionException e) {
                console.error(topic.topicName() + " could not be repaired. " + sentenceOf(e.getCause()));
            }
        }
        return changed;
    }

    private static String sentenceOf(Throwable failure) {
        return failure instanceof AuthorizationException
                ? "This user may not change it. Grant it ALTER and ALTER_CONFIGS on topics that begin with \"patrol.\", or"
                        + " have an administrator of the brokers call this."
                : "The brokers said " + failure.getClass().getSimpleName()
                        + "; look at their logs, and call this again.";
    }

    private void settings(Topic topic) throws ExecutionException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        Config found =
                calls.await(admin.describeConfigs(List.of(resource)).values().get(resource));
        List<AlterConfigOp> changes = new ArrayList<>();
        new TreeMap<>(topic.config()).forEach((name, value) -> {
            ConfigEntry entry = found.get(name);
            // What speaks Kafka and is no Kafka may not have the setting at all.
            if (entry != null && entry.value() != null && !isSame(value, entry.value())) {
                changes.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
            }
        });
        if (!changes.isEmpty()) {
            calls.await(admin.incrementalAlterConfigs(
                            Map.of(resource, changes), new AlterConfigsOptions().validateOnly(dryRun))
                    .all());
            changes.forEach(change -> say(
                    topic,
                    change.configEntry().name() + "=" + change.configEntry().value()));
        }
    }

    /** A policy can be of two words, in any order. */
    private static boolean isSame(String one, String other) {
        return words(one).equals(words(other));
    }

    private static Set<String> words(String policy) {
        return Arrays.stream(policy.split(",")).map(String::strip).collect(Collectors.toSet());
    }

    private void partitions(Topic topic) throws ExecutionException {
        int found = calls.await(admin.describeTopics(List.of(topic.topicName()))
                        .topicNameValues()
                        .get(topic.topicName()))
                .partitions()
                .size();
        if (found >= topic.partitions()) {
            return;
        }
        if (!isEmpty(topic, found)) {
            console.error(
                    topic.topicName() + " has records, so no partitions are added. Stop what writes to it, delete the"
                            + " topic if nothing of it is needed, and call this again.");
            return;
        }
        calls.await(admin.createPartitions(
                        Map.of(topic.topicName(), NewPartitions.increaseTo(topic.partitions())),
                        new CreatePartitionsOptions().validateOnly(dryRun))
                .all());
        say(topic, topic.partitions() + " partitions");
    }

    private boolean isEmpty(Topic topic, int partitions) throws ExecutionException {
        return offsets(topic, partitions, OffsetSpec.earliest())
                .equals(offsets(topic, partitions, OffsetSpec.latest()));
    }

    private Map<TopicPartition, Long> offsets(Topic topic, int partitions, OffsetSpec which) throws ExecutionException {
        KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> answer = admin.listOffsets(
                        IntStream.range(0, partitions)
                                .mapToObj(number -> new TopicPartition(topic.topicName(), number))
                                .collect(Collectors.toMap(partition -> partition, partition -> which)))
                .all();
        return calls.await(answer).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private void say(Topic topic, String what) {
        if (!dryRun) {
            changed.add(topic);
        }
        console.say((dryRun ? "would repair " : "repaired ") + topic.topicName() + ": " + what);
    }
}
