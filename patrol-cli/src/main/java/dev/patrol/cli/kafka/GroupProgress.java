package dev.patrol.cli.kafka;

import dev.patrol.cli.fault.Causes;
import dev.patrol.model.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;

/** How far a service has come with a topic of one partition: what its consumer group has acknowledged. */
public final class GroupProgress implements AutoCloseable {
    private static final long LONGEST_SECONDS = 8;

    private final Admin admin;
    private final String group;
    private final TopicPartition partition;

    GroupProgress(Map<String, Object> properties, String group, Topic topic) {
        this.admin = Admin.create(properties);
        this.group = group;
        this.partition = new TopicPartition(topic.topicName(), 0);
    }

    /** Whether it is done with a record; empty where this user may not know. */
    public Optional<Boolean> isDoneWith(long offset) {
        try {
            OffsetAndMetadata committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(LONGEST_SECONDS, TimeUnit.SECONDS)
                    .get(partition);
            return Optional.of(committed != null && committed.offset() > offset);
        } catch (ExecutionException e) {
            return Causes.find(e, AuthorizationException.class).isPresent() ? Optional.empty() : Optional.of(false);
        } catch (TimeoutException late) {
            return Optional.of(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
