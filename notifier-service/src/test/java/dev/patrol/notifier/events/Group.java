package dev.patrol.notifier.events;

import dev.patrol.model.MessageType;
import dev.patrol.notifier.routing.EventWords;
import dev.patrol.test.KafkaBroker;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** The consumer group of the service under test. */
public final class Group implements AutoCloseable {
    private static final String NAME = "notifier";

    private final Admin admin = Admin.create(Map.of("bootstrap.servers", KafkaBroker.bootstrapServers()));

    /** Takes its partitions from every member, as the broker does from one that it has not heard of for long. */
    public void expelAll() {
        outcome(admin.removeMembersFromConsumerGroup(NAME, new RemoveMembersFromConsumerGroupOptions())
                .all());
    }

    /** Whether it has acknowledged everything that is on its topics. */
    public boolean hasReadAll() {
        Map<TopicPartition, OffsetAndMetadata> read =
                outcome(admin.listConsumerGroupOffsets(NAME).partitionsToOffsetAndMetadata());
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        EventWords.told().stream().map(MessageType::topic).forEach(topic -> IntStream.range(0, topic.partitions())
                .forEach(number -> wanted.put(new TopicPartition(topic.topicName(), number), OffsetSpec.latest())));
        return outcome(admin.listOffsets(wanted).all()).entrySet().stream()
                .allMatch(end -> end.getValue().offset()
                        == (read.get(end.getKey()) == null
                                ? 0
                                : read.get(end.getKey()).offset()));
    }

    private static <T> T outcome(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
