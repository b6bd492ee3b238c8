package dev.patrol.cli.kafka;

import dev.patrol.cli.fault.Causes;
import dev.patrol.model.Topic;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** How the topics of the contract were found. */
public final class TopicsLook {
    /**
     * @param fault what is wrong, and what mends it
     * @param seen whether anything is known of it but that
     * @param allowed what this user may do with it; empty where the broker does not tell
     */
    private record Found(Optional<String> fault, boolean seen, Optional<Set<AclOperation>> allowed) {
        private static Found absent(String fault) {
            return new Found(Optional.of(fault), false, Optional.empty());
        }

        private static Found forbidden(String fault) {
            return new Found(Optional.of(fault), true, Optional.of(Set.of()));
        }
    }

    private final Map<Topic, Found> found;
    private final boolean settingsSeen;

    private TopicsLook(Map<Topic, Found> found, boolean settingsSeen) {
        this.found = found;
        this.settingsSeen = settingsSeen;
    }

    /** Looks at them. */
    public static TopicsLook at(Admin admin, Calls calls) {
        List<String> names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        Map<String, KafkaFuture<TopicDescription>> descriptions = admin.describeTopics(
                        TopicCollection.ofTopicNames(names),
                        new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        Map<ConfigResource, KafkaFuture<Config>> configs = admin.describeConfigs(
                        names.stream().map(TopicsLook::resource).toList())
                .values();
        Map<Topic, Found> found = new EnumMap<>(Topic.class);
        boolean settingsSeen = false;
        for (Topic topic : Topic.values()) {
            Optional<String> cleanup = cleanup(calls, configs.get(resource(topic.topicName())));
            settingsSeen |= cleanup.isPresent();
            found.put(topic, look(calls, topic, descriptions.get(topic.topicName()), cleanup));
        }
        return new TopicsLook(found, settingsSeen);
    }

    private static Found look(
            Calls calls, Topic topic, KafkaFuture<TopicDescription> description, Optional<String> cleanup) {
        try {
            TopicDescription seen = calls.await(description);
            OptionalInt partitions = OptionalInt.of(seen.partitions().size());
            return new Found(
                    TopicFault.of(topic, partitions, cleanup), true, Optional.ofNullable(seen.authorizedOperations()));
        } catch (ExecutionException e) {
            if (Causes.find(e, UnknownTopicOrPartitionException.class).isPresent()) {
                return Found.absent(TopicRemedies.missing(topic));
            }
            if (Causes.find(e, TopicAuthorizationException.class).isPresent()) {
                return Found.forbidden(TopicRemedies.hidden(topic));
            }
            return Found.absent("It could not be looked at ("
                    + e.getCause().getClass().getSimpleName() + "). Look at the brokers' logs.");
        }
    }

    /** Empty where this user may not read settings, which is a right of its own. */
    private static Optional<String> cleanup(Calls calls, KafkaFuture<Config> config) {
        try {
            return Optional.ofNullable(calls.await(config).get("cleanup.policy"))
                    .map(ConfigEntry::value);
        } catch (ExecutionException unknown) {
            return Optional.empty();
        }
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /** The topics that have rights at all. */
    public List<Topic> seen() {
        return found.entrySet().stream()
                .filter(entry -> entry.getValue().seen())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What this user may do with a topic; empty where the broker does not tell. */
    public Optional<Set<AclOperation>> allowedOn(Topic topic) {
        return found.get(topic).allowed();
    }

    /** What is wrong with topics, and what mends it. */
    public Map<Topic, String> faults() {
        Map<Topic, String> faults = new EnumMap<>(Topic.class);
        found.forEach((topic, one) -> one.fault().ifPresent(fault -> faults.put(topic, fault)));
        return faults;
    }

    /** Whether this user may read how topics are set. */
    public boolean areSettingsSeen() {
        return settingsSeen;
    }
}
