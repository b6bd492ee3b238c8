package dev.patrol.e2e.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docker-compose.yml has beside what is always started. */
class ComposeProfilesTest {
    private static final Set<String> OWN = Set.of("KAFKA_NODE_ID", "KAFKA_ADVERTISED_LISTENERS");

    private final ComposeFile compose = ComposeFile.read();

    @Test
    void withoutAProfileOneOfEachIsStarted() {
        // When
        Set<String> services = compose.services();

        // Then
        assertThat(services)
                .containsExactlyInAnyOrder(
                        "kafka", "mail", "topics", "azure", "sign-in", "scanner", "rotator", "audit", "notifier")
                .allSatisfy(service -> assertThat(compose.profilesOf(service)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"observability", "scale"})
    void whatAProfileAddsIsStartedWithItOnly(String profile) {
        // When
        ComposeFile added = ComposeFile.read("deploy/compose/" + profile + ".yml");

        // Then
        assertThat(added.services()).hasSize(2).allSatisfy(service -> assertThat(added.profilesOf(service))
                .containsExactly(profile));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka-2", "kafka-3"})
    void aFurtherBrokerIsSetAsTheFirst(String broker) {
        // Given
        Map<String, String> first = new TreeMap<>(compose.environmentOf("kafka"));

        // When
        Map<String, String> further =
                new TreeMap<>(ComposeFile.read("deploy/compose/scale.yml").environmentOf(broker));

        // Then
        assertThat(further.get("KAFKA_NODE_ID")).isEqualTo(broker.substring("kafka-".length()));
        assertThat(further.get("KAFKA_ADVERTISED_LISTENERS")).startsWith("INSIDE://" + broker + ":9092,");
        first.keySet().removeAll(OWN);
        further.keySet().removeAll(OWN);
        assertThat(further).isEqualTo(first);
    }

    @Test
    void theSettingsOfTheScaleProfileAreAskedFor() throws IOException {
        // Given
        String files = Files.readString(ComposeFile.HOME.resolve("docker-compose.yml"))
                + Files.readString(ComposeFile.HOME.resolve("deploy/compose/scale.yml"));

        // When
        List<String> names = Files.readAllLines(ComposeFile.HOME.resolve("deploy/compose/scale.env")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .filter(name -> !name.startsWith("COMPOSE_"))
                .toList();

        // Then
        assertThat(names).hasSizeGreaterThan(4).allSatisfy(name -> assertThat(files)
                .contains("${" + name + ":-"));
    }
}
