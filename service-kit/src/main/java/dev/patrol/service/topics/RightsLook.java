package dev.patrol.service.topics;

import dev.patrol.model.Topic;
import dev.patrol.model.topics.Service;
import dev.patrol.model.topics.TopicDifference;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Whether this user may read and write the topics that a service reads and writes. Apart from {@link TopicsLook}: brokers that
 * can't tell rights (before Kafka 2.3, and what speaks its protocol of then) have Kafka's client take topics for missing that
 * this user may not see.
 */
final class RightsLook {
    private static final long LONGEST_SECONDS = 30;

    private RightsLook() {}

    /**
     * @return a difference for each topic where a right is lacking; none where the brokers don't tell
     * @throws KafkaException where they don't answer
     */
    static List<TopicDifference> at(Admin admin, Service service) throws InterruptedException {
        Set<Topic> used = EnumSet.noneOf(Topic.class);
        used.addAll(service.reads());
        used.addAll(service.writes());
        Map<String, KafkaFuture<TopicDescription>> descriptions = admin.describeTopics(
                        TopicCollection.ofTopicNames(
                                used.stream().map(Topic::topicName).toList()),
                        new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        List<TopicDifference> lacking = new ArrayList<>();
        for (Topic topic : used) {
            allowed(descriptions.get(topic.topicName()))
                    .map(allowed -> lacking(topic, service, allowed))
                    .filter(operations -> !operations.isEmpty())
                    .map(operations -> TopicDifference.forbidden(topic, operations))
                    .ifPresent(lacking::add);
        }
        return lacking;
    }

    private static List<String> lacking(Topic topic, Service service, Set<AclOperation> allowed) {
        List<String> lacking = new ArrayList<>();
        if (service.reads().contains(topic) && !allowed.contains(AclOperation.READ)) {
            lacking.add("Read");
        }
        if (service.writes().contains(topic) && !allowed.contains(AclOperation.WRITE)) {
            lacking.add("Write");
        }
        return lacking;
    }

    /** Empty where it is not told, for example of a topic that is missing. */
    private static Optional<Set<AclOperation>> allowed(KafkaFuture<TopicDescription> description)
            throws InterruptedException {
        try {
            return Optional.ofNullable(
                            description.get(LONGEST_SECONDS, TimeUnit.SECONDS).authorizedOperations())
                    // Who sees a topic may describe it, so a list without even that says nothing.
                    .filter(allowed -> allowed.contains(AclOperation.DESCRIBE));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                return Optional.of(Set.of());
            }
            if (e.getCause() instanceof RetriableException
                    && !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw new KafkaException("The brokers can't tell rights", e.getCause());
            }
            return Optional.empty();
        } catch (TimeoutException e) {
            throw new KafkaException("The brokers did not tell rights in time", e);
        }
    }
}
