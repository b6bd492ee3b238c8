package dev.patrol.rotator.ledger;

import dev.patrol.model.Topic;
import dev.patrol.rotator.saga.RotationState;
import dev.patrol.service.messaging.CompactedTopic;
import dev.patrol.service.messaging.Partitions;
import dev.patrol.service.messaging.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * What is known of the rotations of the lineages that this instance owns. A write returns when the broker has it; only then
 * is it seen here. Safe for use by several threads; work on one lineage is the caller's to serialize.
 */
@ApplicationScoped
public class Ledger {
    private static final Logger LOG = Logger.getLogger(Ledger.class);

    private final CompactedTopic topic;
    private final Publisher publisher;
    private final Map<String, LedgerEntry> underWay = new ConcurrentHashMap<>();
    private final Map<String, EndedRotation> ended = new ConcurrentHashMap<>();
    private final ReadBacks readBacks = new ReadBacks();
    /** Partitions, and since when nobody else works on them. */
    private final Map<Integer, Instant> owned = new ConcurrentHashMap<>();

    private final Set<Integer> leaving = ConcurrentHashMap.newKeySet();
    private final Set<Integer> doubtful = ConcurrentHashMap.newKeySet();
    private final Pulse pulse;

    private final Clock clock;

    Ledger(CompactedTopic topic, Publisher publisher, Pulse pulse, Clock clock) {
        this.pulse = pulse;
        this.topic = topic;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Reads what is on the partitions; until then nothing of their lineages may be worked on.
     *
     * @throws org.apache.kafka.common.KafkaException where they can't be read; then they are in doubt
     */
    public void take(Set<Integer> partitions) {
        doubtful.addAll(partitions);
        drop(partitions);
        topic.read(Topic.ROTATION_LEDGER, partitions::contains, this::apply);
        Instant now = clock.instant();
        partitions.forEach(partition -> owned.put(partition, now));
        doubtful.removeAll(partitions);
    }

    /** From now on no step is begun for the partitions' lineages; those under way are still written, unless in doubt. */
    public void leave(Set<Integer> partitions) {
        partitions.stream().filter(owned::containsKey).forEach(leaving::add);
        owned.keySet().removeAll(partitions);
    }

    /** After a break in which Kafka may have given everything away: nothing is begun or written until it is taken anew. */
    public void doubt() {
        doubtful.addAll(owned.keySet());
        owned.clear();
        leaving.clear();
    }

    /** The partitions whose lineages this instance works on. */
    public Set<Integer> owned() {
        return Set.copyOf(owned.keySet());
    }

    /** What was doubted or could not be read, and neither forgotten nor taken since. */
    public Set<Integer> doubtful() {
        return Set.copyOf(doubtful);
    }

    /** Forgets the partitions, which are another instance's from now on. */
    public void forget(Set<Integer> partitions) {
        drop(partitions);
        doubtful.removeAll(partitions);
    }

    private void drop(Set<Integer> partitions) {
        owned.keySet().removeAll(partitions);
        leaving.removeAll(partitions);
        underWay.keySet().removeIf(secretName -> partitions.contains(partitionOf(secretName)));
        ended.keySet().removeIf(secretName -> partitions.contains(partitionOf(secretName)));
        readBacks.removeIf(secretName -> partitions.contains(partitionOf(secretName)));
    }

    /** Whether this instance is to work on a lineage. */
    public boolean owns(String secretName) {
        return pulse.isBeating() && owned.containsKey(partitionOf(secretName));
    }

    /**
     * Waits while it is not clear whether this instance still works on a lineage: after a break, and as long as its part of the
     * ledger can't be read.
     *
     * @return whether it does
     */
    public boolean awaitClear(String secretName) {
        boolean clear = false;
        while (!clear && !Thread.currentThread().isInterrupted()) {
            clear = pulse.await(() -> pulse.isBeating() && !doubtful.contains(partitionOf(secretName)));
        }
        return clear && owns(secretName);
    }

    /**
     * A record in hand of a partition that is gone, or was never had, must come again to whoever has it.
     *
     * @throws RejectedExecutionException where this instance is not to work on the lineage
     */
    public void requireOwned(String secretName) {
        if (!owns(secretName)) {
            throw notOwned(secretName);
        }
    }

    /**
     * Since when nobody but this instance works on a lineage.
     *
     * @throws RejectedExecutionException where this instance does not
     */
    public Instant ownedSince(String secretName) {
        Instant since = owned.get(partitionOf(secretName));
        if (since == null) {
            throw notOwned(secretName);
        }
        return since;
    }

    /** Whether a step that was begun may be brought to its end. */
    public boolean mayFinish(String secretName) {
        return owns(secretName) || (pulse.isBeating() && leaving.contains(partitionOf(secretName)));
    }

    /** The rotation of a lineage that has not ended. */
    public Optional<LedgerEntry> find(String secretName) {
        return Optional.ofNullable(underWay.get(secretName));
    }

    /** The rotation of a lineage that ended last, unless another is under way since. */
    public Optional<EndedRotation> findEnded(String secretName) {
        return Optional.ofNullable(ended.get(secretName));
    }

    /** @throws RejectedExecutionException where the lineage is another instance's by now */
    public void write(LedgerEntry entry) {
        if (!mayFinish(entry.secretName())) {
            throw notOwned(entry.secretName());
        }
        publisher.put(Topic.ROTATION_LEDGER, entry.secretName(), LedgerForm.write(entry));
        remember(entry);
    }

    private void remember(LedgerEntry entry) {
        String organization = entry.plan().previous().organization();
        if (entry.state() instanceof RotationState.Revoking) {
            readBacks.add(organization, entry.secretName());
        } else {
            readBacks.remove(organization, entry.secretName());
        }
        if (entry.state().isEnd()) {
            ended.put(entry.secretName(), EndedRotation.of(entry));
            underWay.remove(entry.secretName());
        } else {
            underWay.put(entry.secretName(), entry);
            ended.remove(entry.secretName());
        }
    }

    /** Every rotation of this instance's lineages that has not ended. */
    public List<LedgerEntry> open() {
        return underWay.values().stream()
                .filter(entry -> owns(entry.secretName()))
                .toList();
    }

    /** Every rotation whose next step only waits to be taken. */
    public List<LedgerEntry> due(Instant now) {
        return underWay.values().stream()
                .filter(entry -> entry.isDue(now) && owns(entry.secretName()))
                .toList();
    }

    /** Every rotation whose previous token is revoked, and is to be seen dead. */
    public List<LedgerEntry> toBeReadBack(Instant now) {
        return underWay.values().stream()
                .filter(entry -> entry.isToBeReadBack(now) && owns(entry.secretName()))
                .toList();
    }

    /**
     * Waits while an organization has so many revoked tokens that are not yet seen dead, but no longer than a time.
     *
     * @throws RejectedExecutionException where the thread is interrupted
     */
    public void awaitFewerReadBacks(int than, String organization, Duration atMost) {
        readBacks.awaitFewerThan(than, organization, atMost);
    }

    private static RejectedExecutionException notOwned(String secretName) {
        return new RejectedExecutionException("The lineage " + secretName + " is not this instance's");
    }

    /** Where a lineage's records lie, on the ledger and on every topic that leads to rotations. */
    public static int partitionOf(String secretName) {
        return Partitions.of(Topic.ROTATION_LEDGER, secretName);
    }

    private void apply(ConsumerRecord<String, byte[]> message) {
        if (message.value() == null) {
            underWay.remove(message.key());
            ended.remove(message.key());
            readBacks.removeIf(message.key()::equals);
            return;
        }
        try {
            remember(LedgerForm.read(message.value()));
        } catch (IOException writtenBySomebodyElse) {
            LOG.errorf(
                    "The ledger's record at partition %d, offset %d can't be read and is ignored; the lineage %s is worked"
                            + " on from what Azure DevOps and the vault say",
                    message.partition(), message.offset(), message.key());
        }
    }
}
