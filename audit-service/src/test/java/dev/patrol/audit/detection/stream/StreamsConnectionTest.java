package dev.patrol.audit.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamsConnectionTest {
    @Test
    void theDetectorReachesTheBrokersAsEveryClientDoes() {
        // When
        SmallRyeConfig config = config(Map.of("KAFKA_SECURITY_PROTOCOL", "SASL_SSL", "KAFKA_ACKS", "1"));

        // Then
        assertThat(config.getPropertyNames()).noneMatch(name -> name.equals("kafka-streams.acks"));
        assertThat(config.getValue("kafka-streams.security.protocol", String.class))
                .isEqualTo("SASL_SSL");
    }

    /** The framework goes by the names of properties that begin with kafka-streams, in small letters. */
    @Test
    void whatIsGivenForTheDetectorAloneIsGivenToIt() {
        // When
        SmallRyeConfig config = config(Map.of(
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_STREAMS_SECURITY_PROTOCOL", "SSL",
                "KAFKA_STREAMS_NUM_STREAM_THREADS", "3",
                "KAFKA_STREAMS_CONSUMER_MAX_POLL_RECORDS", "7"));

        // Then
        assertThat(config.getPropertyNames()).contains("kafka-streams.consumer.max.poll.records");
        assertThat(config.getValue("kafka-streams.consumer.max.poll.records", String.class))
                .isEqualTo("7");
        assertThat(config.getValue("kafka-streams.security.protocol", String.class))
                .isEqualTo("SSL");
        assertThat(config.getValue("kafka-streams.num.stream.threads", String.class))
                .isEqualTo("3");
    }

    /** With a property of the service's own. */
    private static SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new StreamsConnection())
                .withSources(
                        new PropertiesConfigSource(Map.of("kafka-streams.num.stream.threads", "2"), "service", 250),
                        new EnvConfigSource(environment, 300))
                .build();
    }
}
