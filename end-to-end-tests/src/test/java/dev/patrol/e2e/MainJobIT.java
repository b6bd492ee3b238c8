package dev.patrol.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.wire.Envelope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job over the packaged services: what is due is replaced, stored, revoked and told, and nothing leaks. */
class MainJobIT {
    private static final int TOKENS = 8;
    private static final String NAME = "end-to-end-%d \"<b>\r\nx: y";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path directory;

    private static RunningStack stack;
    private static List<String> due;

    @BeforeAll
    static void rotateEverything() {
        stack = RunningStack.start(directory);
        due = new ArrayList<>();
        for (int number = 1; number <= TOKENS; number++) {
            JsonNode seeded = stack.simulator(
                    "tokens",
                    Map.of(
                            "organization",
                            stack.organization(),
                            "displayName",
                            NAME.formatted(number),
                            "scope",
                            "vso.code vso.build",
                            "validFrom",
                            Instant.now().minus(Duration.ofDays(60)).toString(),
                            "validTo",
                            Instant.now().plus(Duration.ofDays(3)).toString()));
            due.add(seeded.path("authorizationIds").get(0).asText());
        }
        stack.post(stack.service("scanner").resolve("/rotate"));
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> TopicDump.of(stack.kafka()).announced(TokenRevoked.class).stream()
                        .map(envelope ->
                                ((TokenRevoked) envelope.payload()).token().authorizationId())
                        .map(UUID::toString)
                        .collect(Collectors.toSet())
                        .containsAll(due));
    }

    @AfterAll
    static void leavesNoProcessBehind() {
        if (stack != null) {
            List<Long> pids = stack.pids();
            stack.close();
            assertThat(pids).hasSize(5).noneMatch(pid -> ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .isPresent());
        }
    }

    @Test
    void eachDueTokenHasExactlyOneWorkingSuccessorInItsSecretAndIsDead() {
        // Given
        Map<String, TokenRotated> rotations = rotationsByPrevious();

        // When
        JsonNode state = stack.simulator("state");

        // Then
        for (String previous : due) {
            TokenRotated rotation = rotations.get(previous);
            UUID successor = rotation.successor().authorizationId();
            assertThat(stateOf(state, previous)).isEqualTo("REVOKED");
            assertThat(aliveNamed(state, rotation.successor().displayName())).containsExactly(successor.toString());
            assertThat(stack.simulator(
                                    "assertions/secret-holds-token",
                                    Map.of(
                                            "secretName",
                                            rotation.secret().name(),
                                            "authorizationId",
                                            successor.toString()))
                            .path("holds")
                            .asBoolean())
                    .isTrue();
            assertThat(rotation.secret().name())
                    .isEqualTo(
                            Lineage.of(stack.organization(), rotation.previous().displayName())
                                    .secretName());
        }
    }

    @Test
    void noRotationFailsAndNoRecordIsUnreadable() {
        // When
        TopicDump dump = TopicDump.of(stack.kafka());

        // Then
        assertThat(dump.announced(RotationFailed.class)).isEmpty();
        assertThat(dump.deadLetters()).isZero();
    }

    @Test
    void everyRotationAndRevocationIsMailedOnce() {
        // Given
        TopicDump dump = TopicDump.of(stack.kafka());
        Set<String> expected = Set.of(TokenRotated.class, TokenRevoked.class).stream()
                .flatMap(type -> dump.announced(type).stream())
                .map(Envelope::id)
                .collect(Collectors.toSet());

        // When
        await().atMost(PATIENCE).until(() -> mailedEvents().containsAll(expected));

        // Then
        List<String> arrived = mailedEvents();
        assertThat(expected).isNotEmpty().allSatisfy(id -> assertThat(Collections.frequency(arrived, id))
                .isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scanner", "rotator", "audit", "notifier"})
    void eachServiceShowsTheMetricsThatAreDescribed(String service) {
        // When
        String shown = stack.metrics(service);

        // Then
        assertThat(DescribedMetrics.of(service)).isNotEmpty().allSatisfy(name -> assertThat(shown)
                .contains("# TYPE " + name + " "));
    }

    @Test
    void theMetricsSayWhatWasDone() {
        // When, Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rotations("rotated")).isGreaterThanOrEqualTo(TOKENS));
        assertThat(rotations("failed")).isZero();
    }

    @Test
    void noTokenValueOccursInAnyTopicLogMailOrMetric() throws IOException {
        // Given
        StringBuilder everything = new StringBuilder(TopicDump.of(stack.kafka()).text());
        for (Path log : stack.logs()) {
            everything.append(Files.readString(log));
        }
        for (JsonNode mail : stack.page("/api/mails")) {
            everything
                    .append(mail.path("subject").asText())
                    .append(mail.path("html").asText())
                    .append(mail.path("text").asText());
            mail.path("headers")
                    .forEach(header -> everything.append(header.asText()).append('\n'));
        }
        List.of("scanner", "rotator", "audit", "notifier")
                .forEach(service -> everything.append(stack.metrics(service)));
        everything.append(stack.page("/api/tokens")).append(stack.page("/api/secrets"));

        // When
        JsonNode verdict = stack.containsTokenValue(everything.toString());

        // Then
        assertThat(everything.length()).isGreaterThan(100_000);
        assertThat(verdict.path("contains").asBoolean()).as(verdict.toString()).isFalse();
        assertThat(everything).doesNotContainPattern("(?i)authorization: *(basic|bearer) ");
    }

    private static double rotations(String outcome) {
        String series =
                "patrol_rotations_total{organization=\"%s\",outcome=\"%s\",} ".formatted(stack.organization(), outcome);
        return stack.metrics("rotator")
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + series));
    }

    private static Map<String, TokenRotated> rotationsByPrevious() {
        return TopicDump.of(stack.kafka()).announced(TokenRotated.class).stream()
                .map(envelope -> (TokenRotated) envelope.payload())
                .collect(Collectors.toMap(
                        rotation -> rotation.previous().authorizationId().toString(),
                        rotation -> rotation,
                        (one, again) -> again));
    }

    private static String stateOf(JsonNode state, String authorizationId) {
        for (JsonNode token : state.path("tokens")) {
            if (token.path("authorizationId").asText().equals(authorizationId)) {
                return token.path("state").asText();
            }
        }
        return "absent";
    }

    private static List<String> aliveNamed(JsonNode state, String displayName) {
        List<String> ids = new ArrayList<>();
        for (JsonNode token : state.path("tokens")) {
            if (token.path("displayName").asText().equals(displayName)
                    && token.path("state").asText().equals("ALIVE")) {
                ids.add(token.path("authorizationId").asText());
            }
        }
        return ids;
    }

    /** Ids of events, as often as there are mails that tell of them. */
    private static List<String> mailedEvents() {
        List<String> ids = new ArrayList<>();
        stack.page("/api/mails").forEach(mail -> mail.path("eventIds").forEach(id -> ids.add(id.asText())));
        return ids;
    }
}
