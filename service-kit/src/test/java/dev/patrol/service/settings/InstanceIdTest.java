package dev.patrol.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceIdTest {
    @Test
    void theNameMakesTheServiceAStaticMemberOfItsGroups() {
        // When
        SmallRyeConfig config = config(Map.of("PATROL_INSTANCE_ID", "rotator-0"));

        // Then
        assertThat(config.getValue("kafka.group.instance.id", String.class)).isEqualTo("rotator-0");
        assertThat(config.getValue("kafka-streams.group.instance.id", String.class))
                .isEqualTo("rotator-0");
    }

    @Test
    void withoutANameKafkaIsToldNone() {
        // When
        SmallRyeConfig config = config(Map.of());

        // Then
        assertThat(config.getPropertyNames()).noneMatch(name -> name.endsWith("group.instance.id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a/b", "ä", ".", ".."})
    void whatIsNoNameIsOneSentence(String name) {
        assertThat(new SettingsCheck(
                                config(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092", "PATROL_INSTANCE_ID", name)))
                        .problemsOf(List.of(KafkaSettings.class)))
                .singleElement()
                .asString()
                .startsWith("PATROL_INSTANCE_ID is \"" + name + "\". It should be");
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredSources()
                .addPropertiesSources()
                .withSources(new EnvConfigSource(environment, 300))
                .build();
    }
}
