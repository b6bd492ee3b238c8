package dev.patrol.service.settings;

import io.smallrye.config.ConfigMapping;

/** Where the topics are. */
@ConfigMapping(prefix = "patrol.kafka")
public interface KafkaSettings {
    @Setting(
            variable = "KAFKA_BOOTSTRAP_SERVERS",
            expects = "one or more brokers as host:port, separated by commas, for example kafka-1:9092",
            pattern = "\\s*[^\\s,:]+:\\d{1,5}(\\s*,\\s*[^\\s,:]+:\\d{1,5})*\\s*")
    String bootstrapServers();
}
