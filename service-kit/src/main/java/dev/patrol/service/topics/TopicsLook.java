package dev.patrol.service.topics;

import dev.patrol.model.Topic;
import dev.patrol.model.topics.FoundTopic;
import dev.patrol.model.topics.Service;
import dev.patrol.model.topics.TopicDifference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What one look at the topics of the contract has shown.
 *
 * @param differences what is not as declared, or not allowed
 * @param hidden topics of which this user may not see all
 * @param blind whether it may see none: Kafka shows a topic to whoever may read or write it, so this user may do neither
 */
record TopicsLook(List<TopicDifference> differences, Set<Topic> hidden, boolean blind) {
    private static final long LONGEST_SECONDS = 30;

    /**
     * @param service whose rights are looked at
     * @throws KafkaException where the brokers don't answer
     */
    static TopicsLook at(Admin admin, Service service) throws InterruptedException {
        List<String> names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        Map<String, KafkaFuture<TopicDescription>> descriptions =
                admin.describeTopics(TopicCollection.ofTopicNames(names)).topicNameValues();
        Map<ConfigResource, KafkaFuture<Config>> configs = admin.describeConfigs(
                        names.stream().map(TopicsLook::resource).toList())
                .values();
        int brokers =
                answer(admin.describeCluster().nodes()).map(Collection::size).orElse(0);
        List<TopicDifference> differences = new ArrayList<>();
        Set<Topic> hidden = EnumSet.noneOf(Topic.class);
        boolean blind = true;
        for (Topic topic : Topic.values()) {
            try {
                Optional<TopicDescription> seen = answer(descriptions.get(topic.topicName()));
                Optional<Map<String, String>> settings =
                        answer(configs.get(resource(topic.topicName()))).map(TopicsLook::settings);
                blind &= seen.isEmpty();
                if (seen.isEmpty() || settings.isEmpty()) {
                    hidden.add(topic);
                }
                seen.map(description -> found(description, brokers, settings))
                        .map(found -> TopicDifference.of(topic, found))
                        .ifPresent(differences::addAll);
            } catch (UnknownTopicOrPartitionException missing) {
                blind = false;
                differences.add(TopicDifference.missing(topic));
            }
        }
        if (!blind) {
            differences.addAll(RightsLook.at(admin, service));
        }
        return new TopicsLook(List.copyOf(differences), Set.copyOf(hidden), blind);
    }

    /** Whether Patrol can't work with the topics as they are, or loses what it needs. */
    boolean isGrave() {
        return blind || differences.stream().anyMatch(TopicDifference::grave);
    }

    private static FoundTopic found(TopicDescription seen, int brokers, Optional<Map<String, String>> settings) {
        int replicas = seen.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        return new FoundTopic(seen.partitions().size(), replicas, brokers, settings);
    }

    private static Map<String, String> settings(Config config) {
        Map<String, String> settings = new HashMap<>();
        for (ConfigEntry entry : config.entries()) {
            if (entry.value() != null) {
                settings.put(entry.name(), entry.value());
            }
        }
        return settings;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /** Empty where this user may not know, or the brokers tell nobody; not where another try may tell. */
    private static <T> Optional<T> answer(KafkaFuture<T> future) throws InterruptedException {
        try {
            return Optional.of(future.get(LONGEST_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException missing) {
                throw missing;
            }
            if (e.getCause() instanceof RetriableException || e.getCause() instanceof AuthenticationException) {
                throw new KafkaException("The brokers can't tell how the topics are", e.getCause());
            }
            return Optional.empty();
        } catch (TimeoutException e) {
            throw new KafkaException("The brokers did not tell in time how the topics are", e);
        }
    }
}
