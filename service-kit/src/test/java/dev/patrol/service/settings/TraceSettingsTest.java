package dev.patrol.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceSettingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://otel-collector:4317",
                "https://collector.example.com",
                "http://[::1]:4317",
                "https://collector.example.com/otlp/v1/traces"
            })
    void theAddressOfACollectorIsTaken(String endpoint) {
        assertThat(problems(endpoint)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "otel-collector:4317",
                "http://:4317",
                "http://otel-collector:99999",
                "http://otel-collector:port",
                "http://me:secret@otel-collector:4317"
            })
    void whatNothingCanBeSentToIsOneSentence(String endpoint) {
        assertThat(problems(endpoint))
                .singleElement()
                .asString()
                .startsWith("PATROL_TRACES_ENDPOINT is \"")
                .contains("It should be the http(s) address of an OpenTelemetry collector")
                .doesNotContain("secret");
    }

    private static List<String> problems(String endpoint) {
        return new SettingsCheck(new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .addPropertiesSources()
                        .withSources(new EnvConfigSource(Map.of("PATROL_TRACES_ENDPOINT", endpoint), 300))
                        .build())
                .problemsOf(List.of(TraceSettings.class));
    }
}
