package dev.patrol.cli.kafka;

import dev.patrol.cli.fault.Causes;
import dev.patrol.model.Topic;
import dev.patrol.model.topics.FoundTopic;
import dev.patrol.model.topics.TopicDifference;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** How the topics of the contract were found. */
public final class TopicsLook {
    /**
     * @param fault what is wrong, and what mends it
     * @param note what is otherwise, and keeps Patrol from nothing
     * @param seen whether anything is known of it but that
     * @param allowed what this user may do with it; empty where the broker does not tell
     */
    private record Found(
            Optional<String> fault, Optional<String> note, boolean seen, Optional<Set<AclOperation>> allowed) {
        private static Found absent(String fault) {
            return new Found(Optional.of(fault), Optional.empty(), false, Optional.empty());
        }

        private static Found forbidden(String fault) {
            return new Found(Optional.of(fault), Optional.empty(), true, Optional.of(Set.of()));
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
        TopicCollection topics = TopicCollection.ofTopicNames(names);
        Map<String, KafkaFuture<TopicDescription>> descriptions =
                admin.describeTopics(topics).topicNameValues();
        // Asked aside: where brokers can't tell rights, Kafka's client takes topics for missing that this user may not
        // see.
        Map<String, KafkaFuture<TopicDescription>> rights = admin.describeTopics(
                        topics, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        Map<ConfigResource, KafkaFuture<Config>> configs = admin.describeConfigs(
                        names.stream().map(TopicsLook::resource).toList())
                .values();
        int brokers = brokers(calls, admin.describeCluster().nodes());
        Map<Topic, Found> found = new EnumMap<>(Topic.class);
        boolean settingsSeen = false;
        for (Topic topic : Topic.values()) {
            Optional<Map<String, String>> settings = settings(calls, configs.get(resource(topic.topicName())));
            settingsSeen |= settings.isPresent();
            Optional<Set<AclOperation>> allowed = allowed(calls, rights.get(topic.topicName()));
            found.put(topic, look(calls, topic, descriptions.get(topic.topicName()), brokers, settings, allowed));
        }
        return new TopicsLook(found, settingsSeen);
    }

    private static Found look(
            Calls calls,
            Topic topic,
            KafkaFuture<TopicDescription> description,
            int brokers,
            Optional<Map<String, String>> settings,
            Optional<Set<AclOperation>> allowed) {
        try {
            TopicDescription seen = calls.await(description);
            int replicas = seen.partitions().stream()
                    .mapToInt(partition -> partition.replicas().size())
                    .min()
                    .orElse(0);
            List<TopicDifference> differences =
                    TopicDifference.of(topic, new FoundTopic(seen.partitions().size(), replicas, brokers, settings));
            return new Found(sentences(differences, true), sentences(differences, false), true, allowed);
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

    private static Optional<String> sentences(List<TopicDifference> differences, boolean grave) {
        return differences.stream()
                .filter(difference -> difference.grave() == grave)
                .map(TopicDifference::sentence)
                .reduce((one, other) -> one + " " + other);
    }

    private static Optional<Set<AclOperation>> allowed(Calls calls, KafkaFuture<TopicDescription> rights) {
        try {
            return Optional.ofNullable(calls.await(rights).authorizedOperations());
        } catch (ExecutionException unknown) {
            return Optional.empty();
        }
    }

    private static int brokers(Calls calls, KafkaFuture<Collection<Node>> nodes) {
        try {
            return calls.await(nodes).size();
        } catch (ExecutionException unknown) {
            return 0;
        }
    }

    /** Empty where this user may not read settings, which is a right of its own. */
    private static Optional<Map<String, String>> settings(Calls calls, KafkaFuture<Config> config) {
        try {
            return Optional.of(calls.await(config).entries().stream()
                    .filter(entry -> entry.value() != null)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value)));
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

    /** What is not as declared, but keeps Patrol from nothing. */
    public Map<Topic, String> notes() {
        Map<Topic, String> notes = new EnumMap<>(Topic.class);
        found.forEach((topic, one) -> one.note().ifPresent(note -> notes.put(topic, note)));
        return notes;
    }

    /** Whether this user may read how topics are set. */
    public boolean areSettingsSeen() {
        return settingsSeen;
    }
}
