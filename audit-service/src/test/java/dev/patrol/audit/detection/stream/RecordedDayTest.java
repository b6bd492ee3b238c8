package dev.patrol.audit.detection.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.model.TokenCompromised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A day of an organization, replayed: every planted incident is named, and nothing else. {@code -Drecording=write} makes the
 * recording anew.
 */
class RecordedDayTest {
    private static final Path RECORDING = Path.of("src", "test", "resources", "recorded-day.jsonl");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> SETTINGS = Map.of(
            "patrol.detection.allowed-networks", "192.0.2.0/24,198.51.100.0/24,2001:db8::/32",
            "patrol.detection.own-users", "patrol@contoso.example",
            "patrol.detection.rules[0].rule", "scope-escalation",
            "patrol.detection.rules[0].enabled", "true");

    private static final List<String> PLANTED = List.of(
            "attacked: attack-tool, CRITICAL, ROTATE",
            "begotten: unusual-creation, HIGH, NOTIFY",
            "curious: new-action, LOW, NOTIFY",
            "frantic: high-frequency, MEDIUM, NOTIFY",
            "mighty: broad-token, MEDIUM, NOTIFY",
            "night-owl: outside-hours, LOW, NOTIFY",
            "probing: scope-escalation, MEDIUM, NOTIFY",
            "promoted: administrative-action, HIGH, NOTIFY",
            "published: public-discovery, CRITICAL, ROTATE",
            "sleeper: dormant-token, MEDIUM, NOTIFY",
            "stolen: unknown-address, HIGH, ROTATE",
            "surfer: browser, MEDIUM, NOTIFY",
            "suspicious: browser, MEDIUM, NOTIFY",
            "suspicious: new-action, LOW, NOTIFY",
            "suspicious: outside-hours, LOW, NOTIFY",
            "suspicious: several-signals, HIGH, ROTATE",
            "Token 0badcafe-0000-4000-8000-000000000002: unknown-address, HIGH, NOTIFY",
            "two-places: two-networks, MEDIUM, NOTIFY",
            "two-programs: two-agents, MEDIUM, NOTIFY",
            "undead: used-after-end, CRITICAL, REVOKE",
            "withdrawn: system-revoked, HIGH, ROTATE");

    @BeforeAll
    static void record() throws IOException {
        if ("write".equals(System.getProperty("recording"))) {
            RecordedDay.write(RECORDING);
        }
    }

    @Test
    void namesEveryPlantedIncidentAndNothingElse() throws IOException {
        try (Bench bench = Bench.with(SETTINGS)) {
            // When
            replay(bench, Integer.MAX_VALUE);

            // Then
            assertThat(incidentsOfTheDay(bench)).containsExactlyInAnyOrderElementsOf(PLANTED);
        }
    }

    @Test
    void namesTheSameWhereItIsRestartedAgainAndAgain() throws IOException {
        try (Bench bench = Bench.with(SETTINGS)) {
            // When
            replay(bench, 40);

            // Then
            assertThat(incidentsOfTheDay(bench)).containsExactlyInAnyOrderElementsOf(PLANTED);
        }
    }

    private static void replay(Bench bench, int restartAfter) throws IOException {
        List<String> lines = Files.readAllLines(RECORDING);
        for (int number = 0; number < lines.size(); number++) {
            JsonNode line = JSON.readTree(lines.get(number));
            RecordHeaders headers = new RecordHeaders();
            line.get("headers")
                    .properties()
                    .forEach(header -> headers.add(
                            header.getKey(), header.getValue().asText().getBytes(UTF_8)));
            bench.publishRaw(
                    line.get("topic").asText(),
                    new TestRecord<>(
                            line.get("key").asText(),
                            JSON.writeValueAsBytes(line.get("value")),
                            headers,
                            Instant.parse(line.get("headers").get("ce_time").asText())));
            if (number % restartAfter == restartAfter - 1) {
                bench.restart();
            }
        }
    }

    private static List<String> incidentsOfTheDay(Bench bench) {
        return bench.findings().stream()
                .filter(finding -> finding.evidence().stream()
                        .noneMatch(evidence -> evidence.timestamp().isBefore(RecordedDay.DAY)))
                .map(RecordedDayTest::line)
                .toList();
    }

    private static String line(TokenCompromised finding) {
        return finding.tokenName() + ": " + finding.rule() + ", " + finding.severity() + ", " + finding.response();
    }
}
