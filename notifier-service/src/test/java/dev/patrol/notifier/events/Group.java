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
import org.apache.kafka.common.TopicPartition;

/** The consumer group of the service under test. */
public final class Group {
    private Group() {}

    /** Takes its partitions from every member, as the broker does from one that it has not heard of for long. */
    public static void expelAll(String group) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KafkaBroker.bootstrapServers()))) {
            admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether it has acknowledged everything that is on its topics. */
    public static boolean hasReadAll(String group) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KafkaBroker.bootstrapServers()))) {
            return hasReadAll(admin, group);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean hasReadAll(Admin admin, String group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        EventWords.told().stream().map(MessageType::topic).forEach(topic -> IntStream.range(0, topic.partitions())
                .forEach(number -> wanted.put(new TopicPartition(topic.topicName(), number), OffsetSpec.latest())));
        return admin.listOffsets(wanted).all().get().entrySet().stream()
                .allMatch(end -> end.getValue().offset()
                        == (read.get(end.getKey()) == null
                                ? 0
                                : read.get(end.getKey()).offset()));
    }
}
