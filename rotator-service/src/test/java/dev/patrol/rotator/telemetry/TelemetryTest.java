package dev.patrol.rotator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.model.Response;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.rotation.RotationFixture;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.test.AzureResource;
import dev.patrol.test.JsonLog;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.Spans;
import dev.patrol.test.TopicReader;
import dev.patrol.test.TraceParent;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
@TestProfile(JsonLog.class)
class TelemetryTest extends RotationFixture {
    private final String trace = TraceParent.newTraceId();

    @Test
    void aRotationBelongsToTheTraceOfItsCauseToItsEnd() {
        // Given
        Token due = seed("traced", "vso.code");

        // When
        TraceParent.write(topics, envelope(due, UUID.randomUUID().toString()), trace);

        // Then
        assertThat(TraceParent.traceIdOf(recordOf(Topic.TOKEN_ROTATED, due))).isEqualTo(trace);
        assertThat(TraceParent.traceIdOf(recordOf(Topic.TOKEN_REVOKED, due))).isEqualTo(trace);
        Awaitility.await().untilAsserted(() -> assertThat(Spans.ofTrace(trace))
                .extracting(SpanData::getName)
                .contains(
                        "process patrol.token-expiring",
                        "send patrol.rotation-ledger",
                        "send patrol.token-rotated",
                        // The previous token is revoked and read back when its overlap is over, from the ledger.
                        "resume rotation",
                        "send patrol.token-revoked",
                        "POST",
                        "PUT"));
    }

    @Test
    void everyLineOfARotationBearsItsIds() {
        // Given
        Token due = seed("logged", "vso.code");
        String event = UUID.randomUUID().toString();

        // When
        TraceParent.write(topics, envelope(due, event), trace);

        // Then
        recordOf(Topic.TOKEN_REVOKED, due);
        Awaitility.await()
                .untilAsserted(() -> assertThat(JsonLog.with("eventId", event)).anySatisfy(line -> {
                    assertThat(line.path("message").asText()).startsWith("Rotated " + due.secretName());
                    assertThat(key(line, "organization")).isEqualTo(due.organization());
                    assertThat(key(line, "authorizationId"))
                            .isEqualTo(due.authorizationId().toString());
                    assertThat(UUID.fromString(key(line, "rotationId"))).isNotNull();
                    assertThat(key(line, "correlationId")).isEqualTo(event);
                    assertThat(key(line, "traceId")).isEqualTo(trace);
                }));
    }

    @Test
    void theEndOfThePreviousTokenIsALineOfTheSameStory() {
        // Given
        Token due = seed("ended", "vso.code");
        String event = UUID.randomUUID().toString();

        // When
        TraceParent.write(topics, envelope(due, event), trace);

        // Then
        recordOf(Topic.TOKEN_REVOKED, due);
        Awaitility.await().untilAsserted(() -> assertThat(JsonLog.with("correlationId", event))
                .extracting(line -> line.path("message").asText())
                .anyMatch(
                        message -> message.startsWith("Revoked " + due.authorizationId() + " of " + due.secretName())));
    }

    @Test
    void aRevocationThatIsTriedAgainInOtherThreadsBearsItsIdsThere() {
        // Given
        Token stolen = seed("stolen", "vso.code");
        azure.addFault(Fault.status(Api.PATS_REVOKE, 400)
                .withTarget(stolen.authorizationId().toString())
                .withTimes(1));
        String event = UUID.randomUUID().toString();

        // When
        TraceParent.write(topics, compromised(stolen, event), trace);

        // Then
        assertThat(TraceParent.traceIdOf(recordOf(Topic.TOKEN_REVOKED, stolen))).isEqualTo(trace);
        Awaitility.await().untilAsserted(() -> assertThat(JsonLog.with("eventId", event))
                .extracting(line -> line.path("message").asText())
                .anyMatch(message -> message.startsWith("The revocation of " + stolen.authorizationId() + " failed"))
                .anyMatch(message -> message.startsWith("Revoked " + stolen.authorizationId())));
    }

    @Test
    void aHostileIdBreaksNoLineAndALineOfAnotherRecordDoesNotBearIt() {
        // Given
        Token hostile = seed("hostile\"}\n{\"level\":\"FATAL\"\u2028", "vso.code");
        Token other = seed("peaceful", "vso.code");
        String id = "x\"}\n{\"level\":\"FATAL\",\"y\":\"";
        String otherId = UUID.randomUUID().toString();

        // When
        TraceParent.write(topics, envelope(hostile, id), trace);
        recordOf(Topic.TOKEN_REVOKED, hostile);
        TraceParent.write(topics, envelope(other, otherId), TraceParent.newTraceId());

        // Then
        recordOf(Topic.TOKEN_REVOKED, other);
        Awaitility.await().untilAsserted(() -> assertThat(JsonLog.with("eventId", otherId))
                .isNotEmpty());
        assertThat(JsonLog.lines())
                .allSatisfy(line -> assertThat(line.path("level").asText()).isNotEqualTo("FATAL"));
        assertThat(JsonLog.with("eventId", id)).isNotEmpty().allSatisfy(line -> assertThat(key(line, "authorizationId"))
                .isEqualTo(hostile.authorizationId().toString()));
    }

    @Test
    void neitherLogNorSpansHaveTheValueOfAToken() {
        // Given
        Token due = seed("secret", "vso.code");

        // When
        TraceParent.write(topics, envelope(due, UUID.randomUUID().toString()), trace);

        // Then
        recordOf(Topic.TOKEN_REVOKED, due);
        assertThat(azure.findTokenValue(JsonLog.text())).isEmpty();
        assertThat(azure.findTokenValue(Spans.text())).isEmpty();
        assertThat(Spans.text()).doesNotContain("continuationToken", "Authorization");
    }

    private static Envelope<TokenExpiring> envelope(Token token, String id) {
        return new Envelope<>(id, URI.create("/test"), Instant.now(), id, Optional.empty(), expiring(token, true));
    }

    private static Envelope<TokenCompromised> compromised(Token token, String id) {
        return new Envelope<>(
                id,
                URI.create("/test"),
                Instant.now(),
                id,
                Optional.empty(),
                new TokenCompromised(
                        token.organization(),
                        token.authorizationId().toString(),
                        token,
                        "kim",
                        UUID.randomUUID().toString(),
                        "two-places",
                        Severity.HIGH,
                        "Two places.",
                        List.of(),
                        Response.REVOKE,
                        null));
    }

    private static String key(JsonNode line, String key) {
        return line.path("mdc").path(key).asText();
    }

    /** What says that a token was replaced or is dead. */
    private static ConsumerRecord<String, byte[]> recordOf(Topic topic, Token token) {
        try (TopicReader reader = TopicReader.of(topic)) {
            return reader.awaitRecord(message -> message.value() != null
                    && reader.open(message)
                            .payload()
                            .toString()
                            .contains(token.authorizationId().toString()));
        }
    }
}
