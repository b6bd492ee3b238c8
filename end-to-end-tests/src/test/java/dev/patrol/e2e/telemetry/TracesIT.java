package dev.patrol.e2e.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.e2e.RunningStack;
import dev.patrol.e2e.telemetry.Collector.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    static Path directory;

    private static Collector collector;
    private static RunningStack stack;
    private static String token;

    @BeforeAll
    static void rotateOne() throws IOException {
        collector = Collector.start();
        stack = RunningStack.start(
                directory,
                Map.of(
                        "PATROL_TRACES_ENDPOINT", collector.address().toString(),
                        "PATROL_TRACES_PROTOCOL", "http/protobuf",
                        "PATROL_LOG_JSON", "true"),
                "--empty");
        token = stack.simulator(
                        "tokens",
                        Map.of(
                                "organization", stack.organization(),
                                "displayName", "followed\"}\r\n{\"level\":\"FATAL\"",
                                "scope", "vso.code",
                                "validFrom",
                                        Instant.now().minus(Duration.ofDays(60)).toString(),
                                "validTo",
                                        Instant.now().plus(Duration.ofDays(3)).toString()))
                .path("authorizationIds")
                .get(0)
                .asText();
        stack.post(stack.service("scanner").resolve("/rotate"));
        await("the mail that tells of the token's end")
                .atMost(PATIENCE)
                .until(() -> spansOfToken().stream()
                                .filter(span -> span.name().equals("process patrol.token-revoked"))
                                .anyMatch(span -> span.service().equals("notifier"))
                        && spansOfToken().stream().anyMatch(span -> span.name().equals("deliver letter")));
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
        collector.close();
    }

    @Test
    void oneTraceLeadsFromTheScanToTheMail() {
        // When
        // Then: each service sends its spans when it likes, the later ones too
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(spansOfToken())
                .extracting(Received::service, Received::name)
                .contains(
                        tuple("scanner", "send patrol.token-expiring"),
                        tuple("rotator", "process patrol.token-expiring"),
                        tuple("rotator", "send patrol.token-rotated"),
                        tuple("rotator", "resume rotation"),
                        tuple("rotator", "send patrol.token-revoked"),
                        tuple("notifier", "process patrol.token-rotated"),
                        tuple("notifier", "deliver letter")));
        assertThat(begun().links()).hasSize(1).doesNotContain(begun().traceId());
    }

    @Test
    void theLinesOfTheLogAreJsonAndLeadToTheTrace() throws IOException {
        // Given
        List<JsonNode> lines = new ArrayList<>();

        // When
        for (String service : List.of("scanner", "rotator", "audit", "notifier")) {
            for (String line : Files.readAllLines(directory.resolve(service + ".log"))) {
                if (line.startsWith("{")) {
                    lines.add(MAPPER.readTree(line));
                }
            }
        }

        // Then
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.path("level").asText()).isNotEqualTo("FATAL"))
                .filteredOn(line -> key(line, "traceId").equals(begun().traceId())
                        && key(line, "authorizationId").equals(token))
                .extracting(line -> line.path("message").asText())
                .anyMatch(message -> message.startsWith("Rotated "))
                .anyMatch(message -> message.startsWith("Mailed "));
    }

    @Test
    void noSpanHasTheValueOfAToken() {
        // When
        JsonNode verdict = stack.containsTokenValue(collector.spans().toString());

        // Then
        assertThat(verdict.path("contains").asBoolean()).as(verdict.toString()).isFalse();
    }

    private static String key(JsonNode line, String key) {
        return line.path("mdc").path(key).asText();
    }

    private static Received begun() {
        return announcement().orElseThrow();
    }

    /** Where the scanner said first that the token expires. */
    private static Optional<Received> announcement() {
        return collector.spans().stream()
                .filter(span -> span.name().equals("send patrol.token-expiring")
                        && token.equals(span.attributes().get("patrol.authorizationId")))
                .findFirst();
    }

    private static List<Received> spansOfToken() {
        return announcement()
                .map(first -> collector.spans().stream()
                        .filter(span -> span.traceId().equals(first.traceId()))
                        .toList())
                .orElse(List.of());
    }
}
