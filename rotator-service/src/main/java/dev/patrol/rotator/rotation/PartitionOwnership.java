package dev.patrol.rotator.rotation;

import dev.patrol.model.Topic;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.ledger.Pulse;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads the ledger of the partitions that this instance is given, before it gets their first record, and lets go of those that
 * are taken from it: no step is begun any more, and what is under way comes to the end of its step before another instance
 * may begin. Kafka waits for both.
 */
@ApplicationScoped
@Identifier(PartitionOwnership.NAME)
class PartitionOwnership implements KafkaConsumerRebalanceListener {
    static final String NAME = "rotator";

    private static final Logger LOG = Logger.getLogger(PartitionOwnership.class);
    /** Longer than any one step takes with its retries, shorter than Kafka's patience (max.poll.interval.ms). */
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** Shorter than the grace that whoever stops a process gives it: a broker that is away must not hold it up. */
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(10);
    /** For Kafka's own word, after that. */
    private static final Duration PATIENCE_AFTER_STOP = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final LineageLocks locks;
    private final Pulse pulse;
    private final WarmUp warmUp;
    private volatile Duration patience = PATIENCE;

    PartitionOwnership(Ledger ledger, LineageLocks locks, Pulse pulse, WarmUp warmUp) {
        this.warmUp = warmUp;
        this.ledger = ledger;
        this.locks = locks;
        this.pulse = pulse;
    }

    void onStart(@Observes StartupEvent start) {
        pulse.start(this::onStall);
    }

    /** The messaging ends its threads before it gives the partitions back, so the steps under way come to their end here. */
    void onStop(@Observes ShutdownEvent stop) {
        Set<Integer> all = ledger.owned();
        ledger.leave(all);
        patience = PATIENCE_AT_STOP;
        awaitFree(all);
        patience = PATIENCE_AFTER_STOP;
    }

    /** If Kafka has given the partitions away, it will say so; what it leaves here is taken anew. */
    private void onStall() {
        LOG.warn("This process has not run for a while; its lineages are left alone until Kafka confirms them");
        ledger.doubt();
        pulse.afterSession(this::takeDoubtful);
    }

    private synchronized void takeDoubtful() {
        Set<Integer> still = ledger.doubtful();
        if (!still.isEmpty()) {
            awaitFree(still);
            take(still);
        }
    }

    /** Without the ledger nothing of the partitions is worked on, and no record need come that would tell. */
    private void take(Set<Integer> partitions) {
        try {
            ledger.take(partitions);
        } catch (KafkaException e) {
            LOG.errorf(
                    "The ledger can't be read: %s. Its lineages are left alone until it can be; look at the broker",
                    e.getMessage());
            pulse.afterSession(this::takeDoubtful);
        }
    }

    @Override
    public synchronized void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Set<Integer> gained = numbers(partitions);
        // Kafka says after each change what is new; often nothing is.
        if (!gained.isEmpty()) {
            take(gained);
            warmUp.begin();
        }
    }

    @Override
    public synchronized void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Set<Integer> numbers = numbers(partitions);
        ledger.leave(numbers);
        awaitFree(numbers);
        ledger.forget(numbers);
    }

    private void awaitFree(Set<Integer> numbers) {
        Duration longest = patience;
        if (!locks.awaitFree(secretName -> numbers.contains(Ledger.partitionOf(secretName)), longest)) {
            LOG.errorf("Steps under way did not end in %s; another instance begins all the same", longest);
        }
    }

    /** All topics share their partition count, and one of them stands for all. */
    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .filter(partition -> partition.topic().equals(Topic.Names.TOKEN_EXPIRING))
                .map(TopicPartition::partition)
                .collect(Collectors.toUnmodifiableSet());
    }
}
