package dev.patrol.audit.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.AuditEntry;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.Topic;
import dev.patrol.simulator.audit.AuditDraft;
import dev.patrol.test.AzureResource;
import dev.patrol.test.JsonLog;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.Spans;
import dev.patrol.test.TopicReader;
import dev.patrol.test.TopicWriter;
import dev.patrol.test.TraceParent;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
@TestProfile(TelemetryTest.Watched.class)
class TelemetryTest {
    public static final class Watched implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(new JsonLog().getConfigOverrides());
            settings.put("AUDIT_POLL_INTERVAL", "200ms");
            settings.put("patrol.detection.allowed-networks", "192.0.2.0/24");
            settings.put("quarkus.http.test-port", "0");
            return settings;
        }
    }

    @Test
    void whatIsFoundBelongsToTheTraceOfItsEntry() {
        // Given
        UUID token = UUID.randomUUID();

        // When
        logActionOf(token, "203.0.113.9");

        // Then
        String trace = TraceParent.traceIdOf(recordOf(Topic.AUDIT_ENTRIES, token));
        assertThat(trace).isNotEmpty();
        assertThat(TraceParent.traceIdOf(recordOf(Topic.TOKEN_COMPROMISED, token)))
                .isEqualTo(trace);
        await().untilAsserted(() -> assertThat(Spans.ofTrace(trace))
                .extracting(SpanData::getName)
                .contains("send patrol.audit-entries", "find unknown-address"));
    }

    @Test
    void aLineOfTheDetectorBearsTheIdsOfItsRecord() {
        // Given
        String id = "unreadable\"}\n{" + UUID.randomUUID();
        String trace = TraceParent.newTraceId();

        // When
        try (TopicWriter topics = TopicWriter.ofTest()) {
            topics.writeRaw(
                    Topic.AUDIT_ENTRIES.topicName(),
                    "key",
                    Map.of(
                            "ce_id",
                            id,
                            "ce_correlationid",
                            "story",
                            TraceParent.HEADER,
                            "00-" + trace + "-00f067aa0ba902b7-01"),
                    "no entry".getBytes(UTF_8));
        }

        // Then
        await().untilAsserted(() -> assertThat(JsonLog.with("eventId", id)).anySatisfy(line -> {
            assertThat(line.path("message").asText()).startsWith("To the dead letters: patrol.audit-entries");
            assertThat(line.path("mdc").path("correlationId").asText()).isEqualTo("story");
        }));
    }

    private static ConsumerRecord<String, byte[]> recordOf(Topic topic, UUID token) {
        try (TopicReader reader = TopicReader.of(topic)) {
            return reader.awaitRecord(message -> new String(message.value(), UTF_8).startsWith("{")
                    && isOf(reader.open(message).payload(), token.toString()));
        }
    }

    /** Whether the hour is one of those that another rule forbids depends on when the test runs. */
    private static boolean isOf(Object payload, String token) {
        return payload instanceof AuditEntry entry
                ? entry.tokenReference().equals(token)
                : payload instanceof TokenCompromised found
                        && found.tokenReference().equals(token)
                        && found.rule().equals("unknown-address");
    }

    private static void logActionOf(UUID token, String address) {
        AzureResource.simulator()
                .control()
                .addAuditEntry(new AuditDraft(
                        AzureResource.organization(),
                        "Git.CreateRepo",
                        null,
                        0,
                        null,
                        token,
                        null,
                        address,
                        "git/2.50",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }
}
