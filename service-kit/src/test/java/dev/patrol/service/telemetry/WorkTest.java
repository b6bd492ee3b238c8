package dev.patrol.service.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Scan;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class WorkTest {
    private static final String TRACE_PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void theKeysAreInTheLogWhileItIsDoneAndNoLonger() {
        // Given
        Map<String, Object> seen = new HashMap<>();

        // When
        Work.consuming(message("an-id")).run(() -> seen.putAll(keys()));

        // Then
        assertThat(seen).containsExactlyInAnyOrderEntriesOf(Map.of("eventId", "an-id", "correlationId", "a-story"));
        assertThat(keys()).isEmpty();
    }

    @Test
    void anotherThreadHasThemWhereItIsGivenTheWork() throws Exception {
        // Given
        ExecutorService another = Executors.newSingleThreadExecutor();
        CompletableFuture<Map<String, Object>> seen = new CompletableFuture<>();
        CompletableFuture<Map<String, Object>> after = new CompletableFuture<>();

        // When
        Runnable look = () -> seen.complete(keys());
        Work.consuming(message("an-id")).run(() -> another.execute(Work.carry(look)));
        another.execute(() -> after.complete(keys()));

        // Then
        assertThat(seen.get()).containsEntry("eventId", "an-id");
        assertThat(after.get()).isEmpty();
        another.shutdown();
    }

    @Test
    void aRecordThatIsReadBesideSaysNothingOfTheWork() {
        // Given
        Map<String, Object> seen = new HashMap<>();

        // When
        Work.consuming(message("an-id")).run(() -> {
            Work.learn(envelope("another-id", "another-story"));
            seen.putAll(keys());
        });

        // Then
        assertThat(seen).containsEntry("correlationId", "a-story");
    }

    @Test
    void whatIsDoneGoesOnWithTheTraceOfTheRecord() {
        // Given
        StringBuilder place = new StringBuilder();

        // When
        Work.consuming(message("an-id"))
                .run(() -> place.append(Work.traceParent().orElse("")));

        // Then
        assertThat(place.toString()).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
    }

    @Test
    void anIdFromOutsideIsCutAndNeverHasTheValueOfAToken() {
        // Given
        String token = "A".repeat(76) + "AZDO" + "BBBB";

        // When
        Subject subject = Subject.of(message(token + "x".repeat(1_000)).headers());

        // Then
        assertThat(subject.keys().get("eventId")).hasSize(256).doesNotContain("AZDO");
    }

    @Test
    void soIsTheNameOfAnOrganization() {
        // Given
        String token = "A".repeat(76) + "AZDO" + "BBBB";

        // When
        Subject subject = Subject.ofOrganization(token + "x".repeat(1_000));

        // Then
        assertThat(subject.keys().get("organization")).hasSize(256).doesNotContain("AZDO");
    }

    private static Map<String, Object> keys() {
        Map<String, Object> keys = new HashMap<>();
        for (String key : Subject.ALL) {
            Optional.ofNullable(MDC.get(key)).ifPresent(value -> keys.put(key, value));
        }
        return keys;
    }

    private static Envelope<Scan> envelope(String id, String story) {
        return new Envelope<>(
                id, URI.create("/test"), Instant.EPOCH, story, Optional.empty(), new Scan("Test.", "kim", ""));
    }

    private static ConsumerRecord<String, byte[]> message(String id) {
        ConsumerRecord<String, byte[]> message = new ConsumerRecord<>("topic", 0, 0, "key", new byte[0]);
        message.headers()
                .add(MessageCodec.ID, id.getBytes(UTF_8))
                .add(MessageCodec.CORRELATION_ID, "a-story".getBytes(UTF_8))
                .add("traceparent", TRACE_PARENT.getBytes(UTF_8));
        return message;
    }
}
