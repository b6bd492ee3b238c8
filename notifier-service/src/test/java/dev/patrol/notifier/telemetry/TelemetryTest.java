package dev.patrol.notifier.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.TokenRotated;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.notifier.ServiceTest;
import dev.patrol.test.JsonLog;
import dev.patrol.test.Spans;
import dev.patrol.test.TopicWriter;
import dev.patrol.test.TraceParent;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
@TestProfile(JsonLog.class)
class TelemetryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String trace = TraceParent.newTraceId();
    private final String other = TraceParent.newTraceId();

    @Test
    void theTraceOfEachEventLeadsToTheLetterThatTellsOfIt() {
        // Given
        Envelope<TokenRotated> one = rotated("one", UUID.randomUUID().toString());
        Envelope<TokenRotated> two = rotated("two", UUID.randomUUID().toString());

        // When
        try (TopicWriter topics = TopicWriter.ofTest()) {
            TraceParent.write(topics, one, trace);
            TraceParent.write(topics, two, other);
        }

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(Spans.ofTrace(trace))
                    .extracting(SpanData::getName)
                    .contains("process patrol.token-rotated", "deliver letter");
            assertThat(Spans.ofTrace(other))
                    .extracting(SpanData::getName)
                    .contains("process patrol.token-rotated", "deliver letter");
        });
    }

    @Test
    void theLineOfALetterBearsTheIdsOfItsEvent() {
        // Given
        String id = UUID.randomUUID().toString();
        Envelope<TokenRotated> event = rotated("hostile\"}\n{\"level\":\"FATAL\"", id);

        // When
        try (TopicWriter topics = TopicWriter.ofTest()) {
            TraceParent.write(topics, event, trace);
        }

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(JsonLog.with("eventId", id)).anySatisfy(line -> {
                    assertThat(line.path("message").asText()).startsWith("Mailed");
                    assertThat(line.path("mdc").path("organization").asText())
                            .isEqualTo(event.payload().previous().organization());
                    assertThat(line.path("mdc").path("authorizationId").asText())
                            .isEqualTo(
                                    event.payload().previous().authorizationId().toString());
                    assertThat(line.path("mdc").path("correlationId").asText()).isEqualTo("story");
                    assertThat(line.path("mdc").path("traceId").asText()).isEqualTo(trace);
                }));
        assertThat(JsonLog.lines())
                .allSatisfy(line -> assertThat(line.path("level").asText()).isNotEqualTo("FATAL"));
    }

    @Test
    void eachEventThatALetterTellsOfHasALineOfItsOwn() {
        // Given
        List<Envelope<TokenRotated>> events = List.of(
                rotated("first", UUID.randomUUID().toString()),
                rotated("second", UUID.randomUUID().toString()));

        // When
        try (TopicWriter topics = TopicWriter.ofTest()) {
            TraceParent.write(topics, events.get(0), trace);
            TraceParent.write(topics, events.get(1), other);
        }

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events).allSatisfy(event -> assertThat(
                        JsonLog.with("eventId", event.id()))
                .anySatisfy(line -> {
                    assertThat(line.path("message").asText()).startsWith("Mailed " + event.id());
                    assertThat(line.path("mdc").path("authorizationId").asText())
                            .isEqualTo(
                                    event.payload().previous().authorizationId().toString());
                    assertThat(line.path("mdc").path("traceId").asText())
                            .isEqualTo(event == events.get(0) ? trace : other);
                })));
    }

    private static Token token(String name) {
        return Token.of(
                "contoso",
                UUID.randomUUID(),
                name,
                List.of("vso.code"),
                Instant.now(),
                Instant.now().plus(Duration.ofDays(30)),
                false,
                Optional.empty());
    }

    private static Envelope<TokenRotated> rotated(String name, String id) {
        return new Envelope<>(
                id,
                URI.create("/test"),
                Instant.now(),
                "story",
                Optional.empty(),
                new TokenRotated(
                        token(name),
                        token(name + "-v2"),
                        new SecretVersion(URI.create("https://vault.example/"), "secret", "1"),
                        Trigger.EXPIRY,
                        Instant.now().plus(Duration.ofDays(1))));
    }
}
