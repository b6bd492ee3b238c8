package dev.patrol.service.messaging;

import dev.patrol.model.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads a compacted topic from its beginning to the end that it has when the reading starts, as Kafka Connect does with
 * its own state ({@code KafkaBasedLog}). Belongs to no consumer group and commits nothing.
 */
@ApplicationScoped
public class CompactedTopic {
    private final TopicHistory history;

    public CompactedTopic(TopicHistory history) {
        this.history = history;
    }

    /**
     * Hands every record to the visitor, older ones of a key first, tombstones too.
     *
     * @throws org.apache.kafka.common.KafkaException where the end is not reached within two minutes without progress
     */
    public void read(Topic topic, Consumer<ConsumerRecord<String, byte[]>> visitor) {
        history.all(topic, visitor);
    }

    /** The same for some of the partitions. */
    public void read(Topic topic, IntPredicate wanted, Consumer<ConsumerRecord<String, byte[]>> visitor) {
        history.all(topic, wanted, visitor);
    }
}
