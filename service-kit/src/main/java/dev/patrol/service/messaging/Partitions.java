package dev.patrol.service.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.model.Topic;
import org.apache.kafka.common.utils.Utils;

/**
 * Where the records of a key lie: by Kafka's own rule, but for the number of partitions that the contract declares. So a key
 * stays where it is when somebody gives its topic more partitions, and with it all that is known of it.
 */
public final class Partitions {
    private Partitions() {}

    /** @param key null is of the first partition */
    public static int of(Topic topic, String key) {
        return key == null || topic.partitions() == 1
                ? 0
                : Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % topic.partitions();
    }
}
