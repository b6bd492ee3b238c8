package dev.patrol.scanner.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.Scan;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.control.TokenSeed;
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
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
@TestProfile(JsonLog.class)
class TelemetryTest {
    private final String trace = TraceParent.newTraceId();
    private final String command = UUID.randomUUID().toString();

    @Test
    void eachExpiringTokenBeginsATraceThatIsLinkedWithTheScan() {
        // Given
        seed("traced-one");
        seed("traced-two");

        // When
        scan();

        // Then
        String one = TraceParent.traceIdOf(expiring("traced-one"));
        String two = TraceParent.traceIdOf(expiring("traced-two"));
        assertThat(one).isNotEmpty().isNotEqualTo(two);
        // Which scan saw it first, the one of the test or the one after the start, is open.
        await().untilAsserted(
                        () -> assertThat(Spans.ofTrace(one)).singleElement().satisfies(span -> {
                            assertThat(span.getName()).isEqualTo("send patrol.token-expiring");
                            assertThat(span.getLinks()).singleElement().satisfies(link -> assertThat(
                                            Spans.ofTrace(link.getSpanContext().getTraceId()))
                                    .extracting(SpanData::getName)
                                    .contains("scan organization"));
                        }));
        await().untilAsserted(() -> assertThat(Spans.ofTrace(trace))
                .extracting(SpanData::getName)
                .contains("process patrol.scan-commands", "scan organization", "GET"));
    }

    @Test
    void theLinesOfAScanBearItsCommandAndItsOrganization() {
        // Given
        seed("logged");

        // When
        scan();

        // Then
        await().untilAsserted(() -> assertThat(JsonLog.with("eventId", command)).anySatisfy(line -> {
            assertThat(line.path("message").asText()).startsWith("Scanned");
            assertThat(line.path("mdc").path("organization").asText()).isEqualTo(AzureResource.organization());
            assertThat(line.path("mdc").path("traceId").asText()).isEqualTo(trace);
        }));
        assertThat(AzureResource.simulator().control().findTokenValue(JsonLog.text() + Spans.text()))
                .isEmpty();
    }

    private void scan() {
        Envelope<Scan> asked = new Envelope<>(
                command, URI.create("/test"), Instant.now(), command, Optional.empty(), new Scan("Test.", "kim", ""));
        try (TopicWriter topics = TopicWriter.ofTest()) {
            TraceParent.write(topics, asked, trace);
        }
    }

    private static void seed(String name) {
        AzureResource.simulator()
                .control()
                .seedTokens(TokenSeed.of(name, "vso.code", Instant.now().plus(Duration.ofDays(3)))
                        // A token that was made for three days is not announced yet.
                        .withValidFrom(Instant.now().minus(Duration.ofDays(60))));
    }

    private static ConsumerRecord<String, byte[]> expiring(String name) {
        try (TopicReader reader = TopicReader.of(Topic.TOKEN_EXPIRING)) {
            return reader.awaitRecord(message -> reader.open(message).payload() instanceof TokenExpiring expiring
                    && expiring.token().displayName().equals(name));
        }
    }
}
