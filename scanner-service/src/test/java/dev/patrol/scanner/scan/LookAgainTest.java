package dev.patrol.scanner.scan;

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
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    @TestHTTPResource("/")
    URI service;

    @Test
    void aTokenThatIsRotatedMinutesAfterTheScanIsSoonSeenToBe() {
        // Given
        UUID id = azure.seedTokens(aged("late", 1)).get(0);
        try (TopicWriter topics = TopicWriter.ofTest()) {
            topics.write(new Scan("Test.", "test", ""));
        }
        await().atMost(PATIENCE).until(() -> unrotated() == 1);

        // When
        azure.seedTokens(aged(successorOf(id), 25));

        // Then
        await().atMost(PATIENCE).until(() -> unrotated() == 0);
        try (TopicReader reader = TopicReader.of(Topic.SCAN_COMMANDS)) {
            List<Scan> commands = reader.allEvents(Scan.class);
            assertThat(commands)
                    .anyMatch(scan -> scan.requestedBy().equals(ScanSchedule.SCANNER)
                            && scan.reason().contains("no successor"));
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
