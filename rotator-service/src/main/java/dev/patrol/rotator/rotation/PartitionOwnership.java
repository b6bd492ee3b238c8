package dev.patrol.rotator.rotation;

import dev.patrol.model.Topic;
import dev.patrol.rotator.ledger.Ledger;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the ledger of the partitions that this instance is given, before it gets their first record. */
@ApplicationScoped
@Identifier(PartitionOwnership.NAME)
class PartitionOwnership implements KafkaConsumerRebalanceListener {
    static final String NAME = "rotator";

    private final Ledger ledger;

    PartitionOwnership(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        ledger.take(numbers(partitions));
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        ledger.giveUp(numbers(partitions));
    }

    /** All topics share their partition count, and one of them stands for all. */
    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .filter(partition -> partition.topic().equals(Topic.Names.TOKEN_EXPIRING))
                .map(TopicPartition::partition)
                .collect(Collectors.toUnmodifiableSet());
    }
}
