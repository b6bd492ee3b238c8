package dev.patrol.audit.detection.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What stops the start, and that people can read what each rule does. */
class RulesetTest {
    private static final Path PAGE = Path.of("..", "docs", "detections.md");

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(Map.of("allowed-networks", "192.0.2.0/33"), "\"192.0.2.0/33\" is no network"),
                arguments(Map.of("allowed-networks", "192.0.2.7/24"), "the network is 192.0.2.0/24"),
                arguments(Map.of("allowed-networks", "office"), "\"office\" is no network"),
                arguments(
                        Map.of("token-networks[0].tokens", "*", "token-networks[0].networks", "::/129"),
                        "token-networks[0].networks"),
                arguments(Map.of("hours-from", "08:00", "hours-to", "08:00"), "are the same"),
                arguments(Map.of("rules[0].rule", "no-such-rule"), "the name of a rule"),
                arguments(Map.of("rules[0].rule", "browser", "rules[1].rule", "browser"), "a second time"),
                arguments(Map.of("rules[0].rule", "browser", "rules[0].response", "REVOKE"), "is a weak rule"),
                arguments(Map.of("rules[0].rule", "browser", "rules[0].except-networks", "1.2.3"), "is no network"),
                arguments(Map.of("rules[0].rule", "high-frequency", "rules[0].window", "PT16M"), "is longer than"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhatIsWrong(Map<String, String> settings, String part) {
        assertThat(Ruleset.problemsOf(settings(settings)))
                .singleElement()
                .asString()
                .contains(part);
    }

    @Test
    void findsNoFaultWithTheDefaults() {
        assertThat(Ruleset.problemsOf(settings(Map.of()))).isEmpty();
    }

    @Test
    void aWeakRuleMayRevokeOnceItIsCalledStrong() {
        // Given
        DetectionSettings settings = settings(
                Map.of("rules[0].rule", "browser", "rules[0].strength", "STRONG", "rules[0].response", "REVOKE"));

        // When
        List<String> problems = Ruleset.problemsOf(settings);

        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void everyRuleIsDescribedAsItIs() throws IOException {
        // Given
        Ruleset rules = Ruleset.of(settings(Map.of()));

        // When
        List<String> lines = Files.readAllLines(PAGE);

        // Then
        assertThat(rules.names()).allSatisfy(name -> {
            Tuning tuning = rules.tuningOf(name);
            assertThat(lines)
                    .filteredOn(line -> line.startsWith("| [`" + name + "`]") || line.startsWith("| `" + name + "`"))
                    .singleElement()
                    .asString()
                    .containsIgnoringCase(tuning.strength() + (tuning.enabled() ? " |" : ", **off** |"))
                    .contains("| " + tuning.severity() + " | " + tuning.response() + " |");
        });
    }

    private static DetectionSettings settings(Map<String, String> given) {
        Map<String, String> properties = new HashMap<>();
        given.forEach((name, value) -> properties.put("patrol.detection." + name, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(properties)
                .withDefaultValue("patrol.detection.state-directory", "unused")
                .withMapping(DetectionSettings.class)
                .build()
                .getConfigMapping(DetectionSettings.class);
    }
}
