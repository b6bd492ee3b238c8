package dev.patrol.audit.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsSettingsTest {
    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
            KAFKA_STREAMS_NUM_STREAM_THREADS              | 1
            KAFKA_STREAMS_NUM_STREAM_THREADS              | 12
            KAFKA_STREAMS_CONSUMER_SESSION_TIMEOUT_MS     | 9000
            KAFKA_STREAMS_CONSUMER_SESSION_TIMEOUT_MS     | 90000
            KAFKA_STREAMS_CONSUMER_HEARTBEAT_INTERVAL_MS  | 5000
            ANYTHING_ELSE                                 | 0
            """)
    void whatTheEngineWorksWithIsTaken(String variable, String value) throws IOException {
        // When
        List<String> problems = StreamsSettings.problemsOf(config(Map.of(variable, value)));

        // Then
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
            KAFKA_STREAMS_NUM_STREAM_THREADS             | 0     | is "0". It should be a whole number from 1 to 12.
            KAFKA_STREAMS_NUM_STREAM_THREADS             | -1    | is "-1". It should be a whole number from 1 to 12.
            KAFKA_STREAMS_NUM_STREAM_THREADS             | 13    | is "13". It should be a whole number from 1 to 12.
            KAFKA_STREAMS_NUM_STREAM_THREADS             | two   | is "two". It should be a whole number from 1 to 12.
            KAFKA_STREAMS_NUM_STREAM_THREADS             | 1.5   | is "1.5". It should be a whole number from 1 to 12.
            KAFKA_STREAMS_NUM_STREAM_THREADS             | ''    | is "". It should be a whole number from 1 to 12.
            KAFKA_STREAMS_CONSUMER_SESSION_TIMEOUT_MS    | soon  | is "soon". It should be milliseconds from 1 to 2147483647.
            KAFKA_STREAMS_CONSUMER_SESSION_TIMEOUT_MS    | 0     | is "0". It should be milliseconds from 1 to 2147483647.
            KAFKA_STREAMS_CONSUMER_SESSION_TIMEOUT_MS    | 8999  | is 8999 and KAFKA_STREAMS_CONSUMER_HEARTBEAT_INTERVAL_MS 3000.
            KAFKA_STREAMS_CONSUMER_HEARTBEAT_INTERVAL_MS | 3s    | is "3s". It should be milliseconds from 1 to 2147483647.
            KAFKA_STREAMS_CONSUMER_HEARTBEAT_INTERVAL_MS | 0     | is "0". It should be milliseconds from 1 to 2147483647.
            """)
    void whatItDoesNothingWithIsOneSentence(String variable, String value, String sentence) throws IOException {
        // When
        List<String> problems = StreamsSettings.problemsOf(config(Map.of(variable, value)));

        // Then
        assertThat(problems).singleElement().asString().startsWith(variable + " " + sentence);
    }

    @ParameterizedTest
    @CsvSource({"5001", "2000000000"})
    void heartbeatsThatTheSessionIsTooShortForAreOneSentence(String heartbeat) throws IOException {
        // When
        List<String> problems =
                StreamsSettings.problemsOf(config(Map.of("KAFKA_STREAMS_CONSUMER_HEARTBEAT_INTERVAL_MS", heartbeat)));

        // Then
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("KAFKA_STREAMS_CONSUMER_SESSION_TIMEOUT_MS is 15000"
                        + " and KAFKA_STREAMS_CONSUMER_HEARTBEAT_INTERVAL_MS " + heartbeat + ". A session should last");
    }

    /** The service's own settings, and above them the environment. */
    private static SmallRyeConfig config(Map<String, String> environment) throws IOException {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        new PropertiesConfigSource(StreamsSettings.class.getResource("/application.properties"), 250),
                        new EnvConfigSource(environment, 300))
                .build();
    }
}
