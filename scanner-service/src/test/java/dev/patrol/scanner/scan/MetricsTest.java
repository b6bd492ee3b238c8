package dev.patrol.scanner.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.Scan;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.Metrics;
import dev.patrol.test.MetricsPage;
import dev.patrol.test.TopicReader;
import dev.patrol.test.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class MetricsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimulatorControl azure = AzureResource.simulator().control();

    @Inject
    Scanner scanner;

    @TestHTTPResource("/")
    URI service;

    private TopicWriter topics;

    @BeforeEach
    void open() {
        topics = TopicWriter.ofTest();
        scan();
    }

    @AfterEach
    void close() {
        azure.clearFaults();
        topics.close();
    }

    @Test
    void whatIsShownIsDescribedAndWhatIsDescribedIsShown() {
        // When
        Metrics shown = Metrics.of(service);

        // Then
        MetricsPage.assertDescribes("scanner", shown);
    }

    @Test
    void everyTokenCountsOnceByWhatIsTheMatterWithIt() {
        // Given
        Metrics before = Metrics.of(service);
        azure.seedTokens(aged("metrics-active", 25));
        azure.seedTokens(aged("metrics-due", 1));
        azure.seedTokens(aged("personal-metrics", 1));
        azure.seedTokens(
                TokenSeed.of("metrics-powerful", Token.FULL_SCOPE, inDays(25)).withValidFrom(inDays(-60)));

        // When
        scan();

        // Then
        Metrics after = Metrics.of(service);
        assertThat(added(before, after, "patrol_tokens", "state", "active")).isOne();
        assertThat(added(before, after, "patrol_tokens", "state", "due")).isOne();
        assertThat(added(before, after, "patrol_tokens", "state", "excluded")).isOne();
        assertThat(added(before, after, "patrol_tokens", "state", "blocked")).isOne();
        assertThat(after.sum("patrol_tokens"))
                .isEqualTo(scanner.lastRun().orElseThrow().scanned());
    }

    @Test
    void whatExpiresCountsUntilItHasASuccessor() {
        // Given
        UUID id = azure.seedTokens(aged("metrics-expiring", 1)).get(0);
        scan();
        Metrics before = Metrics.of(service);
        azure.seedTokens(aged(successorOf(id), 25));

        // When
        scan();

        // Then
        Metrics after = Metrics.of(service);
        assertThat(added(before, after, "patrol_tokens_expiring", "within", "2d"))
                .isEqualTo(-1);
        assertThat(added(before, after, "patrol_tokens_expiring", "within", "30d"))
                .isZero();
    }

    @Test
    void whatIsDueAndDiesSoonOrHasDiedIsUnrotated() {
        // Given
        Metrics before = Metrics.of(service);
        azure.seedTokens(aged("metrics-missed", 1));
        azure.seedTokens(
                TokenSeed.of("metrics-short-lived", "vso.code", inDays(1)).withValidFrom(Instant.now()));
        azure.seedTokens(TokenSeed.of("metrics-died", "vso.code", Instant.now().minus(Duration.ofHours(2)))
                .withValidFrom(inDays(-60)));
        azure.seedTokens(aged("metrics-died-long-ago", -3));

        // When
        scan();

        // Then
        Metrics after = Metrics.of(service);
        assertThat(added(before, after, "patrol_tokens_unrotated", "state", "expiring"))
                .isOne();
        assertThat(added(before, after, "patrol_tokens_unrotated", "state", "expired"))
                .isOne();
        assertThat(added(before, after, "patrol_tokens_expiring", "within", "2d"))
                .isEqualTo(2);
    }

    @Test
    void scansCountByHowTheyEndAndTheLastGoodOneIsKept() {
        // Given
        Metrics before = Metrics.of(service);
        azure.addFault(Fault.status(Api.PATS_LIST, 503));

        // When
        scan();

        // Then
        Metrics after = Metrics.of(service);
        assertThat(added(before, after, "patrol_scans_total", "outcome", "failed"))
                .isOne();
        assertThat(added(before, after, "patrol_scans_total", "outcome", "succeeded"))
                .isZero();
        assertThat(after.series("patrol_scan_last_success_timestamp_seconds"))
                .isEqualTo(before.series("patrol_scan_last_success_timestamp_seconds"))
                .allSatisfy((labels, time) -> assertThat(time).isPositive());
        assertThat(after.series("patrol_tokens")).isEqualTo(before.series("patrol_tokens"));
        assertThat(after.value("patrol_scan_duration_seconds_count"))
                .isEqualTo(before.value("patrol_scan_duration_seconds_count") + 1);
        assertThat(requests(after, "failed")).isGreaterThan(requests(before, "failed"));
    }

    @Test
    void findingsCountByPolicy() {
        // Given
        azure.seedTokens(
                TokenSeed.of("metrics-finding", Token.FULL_SCOPE, inDays(25)).withValidFrom(inDays(-60)));

        // When
        scan();

        // Then: they are counted once in a moment
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Metrics.of(service)
                        .value(
                                "patrol_policy_findings",
                                "organization",
                                AzureResource.organization(),
                                "policy",
                                "no-full-scope"))
                .isEqualTo(livingWithFullAccess()));
    }

    @Test
    void aDeadLetterCountsForTheTopicThatItCameFrom() {
        // Given
        Metrics before = Metrics.of(service);

        // When
        topics.writeRaw(Topic.Names.SCAN_COMMANDS, "scan", Map.of(), "nonsense".getBytes(UTF_8));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(deadLetters(Metrics.of(service)))
                .isEqualTo(deadLetters(before) + 1));
    }

    @Test
    void theLagOfTheConsumerIsShown() {
        // When
        Metrics shown = Metrics.of(service);

        // Then
        assertThat(shown.series("kafka_consumer_fetch_manager_records_lag_max").keySet())
                .anySatisfy(labels -> assertThat(labels.get("client_id")).contains("scan-commands"));
    }

    private double livingWithFullAccess() {
        return azure.tokens(AzureResource.organization()).stream()
                .filter(token ->
                        token.state() == PatStatus.ALIVE && token.scope().equals(Token.FULL_SCOPE))
                .count();
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

    private static double deadLetters(Metrics shown) {
        return shown.value("patrol_dead_letters_total", "topic", Topic.Names.SCAN_COMMANDS);
    }

    private static double requests(Metrics shown, String outcome) {
        return shown.value(
                "patrol_azure_devops_requests_total",
                "organization",
                AzureResource.organization(),
                "outcome",
                outcome,
                "priority",
                "routine");
    }

    private static double added(Metrics before, Metrics after, String name, String label, String value) {
        String organization = AzureResource.organization();
        return after.value(name, "organization", organization, label, value)
                - before.value(name, "organization", organization, label, value);
    }

    /** Commands are obeyed in order, so when a malformed one has arrived at the dead letters, the scan before it is done. */
    private void scan() {
        String end = "end " + UUID.randomUUID();
        topics.write(new Scan("Test.", "test", ""));
        topics.writeRaw(Topic.Names.SCAN_COMMANDS, "scan", Map.of(), end.getBytes(UTF_8));
        try (TopicReader dead = TopicReader.of(Topic.DEAD_LETTERS)) {
            dead.awaitRecord(message -> new String(message.value(), UTF_8).equals(end));
        }
    }

    private static TokenSeed aged(String name, int daysLeft) {
        return TokenSeed.of(name, "vso.code", inDays(daysLeft)).withValidFrom(inDays(-60));
    }

    private static Instant inDays(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }
}
