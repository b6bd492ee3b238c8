package dev.patrol.service.settings;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where the topics are. */
@ConfigMapping(prefix = "patrol.kafka")
public interface KafkaSettings {
    /** An IPv6 address is in brackets. */
    String HOST = "(?:\\[[0-9A-Fa-f:.]+]|[^\\s,:/@\\[\\]]+)";

    String PORT = "(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";

    String BROKER = HOST + ":" + PORT;

    /** Of what Kafka takes: neither {@code .} nor {@code ..}. */
    String NAME = "(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}";

    @Setting(
            variable = "KAFKA_BOOTSTRAP_SERVERS",
            expects = "one or more brokers as host:port, separated by commas, for example kafka-1:9092",
            pattern = "\\s*" + BROKER + "(\\s*,\\s*" + BROKER + ")*\\s*")
    String bootstrapServers();

    /** Which of a service's instances this is; none where the instances are not told apart. */
    @Setting(
            variable = "PATROL_INSTANCE_ID",
            expects =
                    "a name that no other instance of this service has, of letters, digits, dots, dashes and underscores,"
                            + " for example rotator-0",
            pattern = NAME)
    Optional<String> instanceId();
}
