package dev.patrol.notifier.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Knows whether this instance is the active notifier: it has all partitions of the group or none. The outbox is read back before
 * the first record is delivered, and closed before another instance reads it. Kafka waits for both.
 */
@ApplicationScoped
@Identifier(Ownership.NAME)
class Ownership implements KafkaConsumerRebalanceListener {
    static final String NAME = "notifier";

    /** A try to send lasts as long as its timeout at most; Kafka's patience (max.poll.interval.ms) is longer. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Shorter than the grace that whoever stops a process gives it. */
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final Set<TopicPartition> owned = new HashSet<>();

    Ownership(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The messaging ends its threads before it gives the partitions back. */
    void onStop(@Observes ShutdownEvent stop) {
        outbox.close(PATIENCE_AT_STOP);
    }

    @Override
    public synchronized void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        boolean first = owned.isEmpty();
        owned.addAll(partitions);
        if (first && !owned.isEmpty()) {
            outbox.open();
        }
    }

    @Override
    public synchronized void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        boolean had = !owned.isEmpty();
        owned.removeAll(partitions);
        if (had && owned.isEmpty()) {
            outbox.close(PATIENCE);
        }
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        onPartitionsRevoked(consumer, partitions);
    }
}
