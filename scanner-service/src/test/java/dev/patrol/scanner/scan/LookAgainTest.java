package dev.patrol.scanner.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.Scan;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.Metrics;
import dev.patrol.test.TopicReader;
import dev.patrol.test.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(MakeUpTest.Impatient.class)
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class LookAgainTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SimulatorControl azure = AzureResource.simulator().control();

    @Inject
    Scanner scanner;

    @TestHTTPResource("/")
    URI service;

    @Test
    void aTokenThatIsRotatedMinutesAfterTheScanIsSoonSeenToBe() {
        // Given: the scan of the start is over, and those that were asked for meanwhile
        await().atMost(PATIENCE).until(() -> scanner.covered().isPresent());
        UUID id = azure.seedTokens(aged("late", 1)).get(0);
        scan();
        assertThat(unrotated()).isOne();

        // When
        azure.seedTokens(aged(successorOf(id), 25));

        // Then: nobody has asked for a scan but the scanner
        await().atMost(PATIENCE).until(() -> unrotated() == 0);
    }

    /** Commands are obeyed in order, so when a malformed one has arrived at the dead letters, those before it are done. */
    private static void scan() {
        String end = "end " + UUID.randomUUID();
        try (TopicWriter topics = TopicWriter.ofTest()) {
            topics.write(new Scan("Test.", "test", ""));
            topics.writeRaw(Topic.Names.SCAN_COMMANDS, "scan", Map.of(), end.getBytes(UTF_8));
        }
        try (TopicReader dead = TopicReader.of(Topic.DEAD_LETTERS)) {
            dead.awaitRecord(message -> new String(message.value(), UTF_8).equals(end));
        }
    }

    private double unrotated() {
        return Metrics.of(service)
                .value("patrol_tokens_unrotated", "organization", AzureResource.organization(), "state", "expiring");
    }

    private String successorOf(UUID id) {
        TokenFact fact = azure.token(id).orElseThrow();
        return Token.of(
                        AzureResource.organization(),
                        id,
                        fact.displayName(),
                        List.of(fact.scope()),
                        fact.validFrom(),
                        fact.validTo(),
                        false,
                        Optional.empty())
                .successorName();
    }

    private static TokenSeed aged(String name, int daysLeft) {
        return TokenSeed.of(name, "vso.code", inDays(daysLeft)).withValidFrom(inDays(-60));
    }

    private static Instant inDays(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }
}
