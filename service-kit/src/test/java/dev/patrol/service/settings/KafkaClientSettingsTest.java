package dev.patrol.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaClientSettingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka-1:9092",
                "127.0.0.1:1, kafka-2.example.com:65535",
                " localhost:9092 ",
                "[::1]:9092",
                "[2001:db8::1]:9092,[::ffff:192.0.2.1]:9093"
            })
    void oneBrokerOrAListIsTaken(String servers) {
        assertThat(problems(servers)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka",
                "kafka:",
                "kafka:0",
                "kafka:65536",
                "kafka:99999",
                "kafka:9092,",
                "::1:9092",
                "http://kafka:9092",
                "kafka:9092 kafka:9093"
            })
    void whatIsNoBrokerIsOneSentence(String servers) {
        assertThat(problems(servers))
                .singleElement()
                .asString()
                .startsWith("KAFKA_BOOTSTRAP_SERVERS is \"" + servers + "\". It should be");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KAFKA_SECURITY_PROTOCOL  | nonsense       | KAFKA_SECURITY_PROTOCOL has a value that
            KAFKA_REQUEST_TIMEOUT_MS | soon           | KAFKA_REQUEST_TIMEOUT_MS has a value that
            KAFKA_SESSION_TIMEOUT_MS | soon           | KAFKA_SESSION_TIMEOUT_MS has a value that
            KAFKA_SESSION_TIMEOUT_MS | 8999           | KAFKA_SESSION_TIMEOUT_MS is 8999 and KAFKA_HEARTBEAT_INTERVAL_MS 3000.
            KAFKA_HEARTBEAT_INTERVAL_MS | 15001       | KAFKA_SESSION_TIMEOUT_MS is 45000 and KAFKA_HEARTBEAT_INTERVAL_MS 15001.
            KAFKA_HEARTBEAT_INTERVAL_MS | 2000000000  | KAFKA_SESSION_TIMEOUT_MS is 45000 and KAFKA_HEARTBEAT_INTERVAL_MS 2000000000.
            KAFKA_COMPRESSION_TYPE   | best           | KAFKA_COMPRESSION_TYPE has a value that
            KAFKA_BOOTSTRAP_SERVERS  | nowhere.invalid:9092 | KAFKA_BOOTSTRAP_SERVERS is "nowhere.invalid:9092", and no host
            KAFKA_SASL_JAAS_CONFIG   | secret-password  | Kafka's clients don't take their settings
            KAFKA_SSL_TRUSTSTORE_LOCATION | /no/such.pem | Kafka's clients don't take their settings
            """)
    void whatTheClientsDoNotTakeIsOneSentenceWithoutTheSecret(String variable, String value, String sentence) {
        // Given
        Map<String, String> environment = new HashMap<>(
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", "localhost:9092",
                        "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                        "KAFKA_SASL_MECHANISM", "PLAIN",
                        "KAFKA_SASL_JAAS_CONFIG",
                                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"p\";"));
        environment.put(variable, value);

        // When
        List<String> problems = KafkaClientSettings.problemsOf(config(environment));

        // Then
        assertThat(problems).singleElement().asString().startsWith(sentence).doesNotContain("secret-password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:1", "127.0.0.1:9092,nowhere.invalid:9092"})
    void aBrokerThatIsAwayIsNoFaultOfTheSettings(String servers) {
        assertThat(KafkaClientSettings.problemsOf(config(Map.of("KAFKA_BOOTSTRAP_SERVERS", servers))))
                .isEmpty();
    }

    private static List<String> problems(String servers) {
        return new SettingsCheck(config(Map.of("KAFKA_BOOTSTRAP_SERVERS", servers)))
                .problemsOf(List.of(KafkaSettings.class));
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addPropertiesSources()
                .withSources(new EnvConfigSource(environment, 300))
                .build();
    }
}
