package dev.patrol.rotator.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Response;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.Metrics;
import dev.patrol.test.MetricsPage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class MetricsTest extends RotationFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TestHTTPResource("/")
    URI service;

    @Test
    void whatIsShownIsDescribedAndWhatIsDescribedIsShown() {
        // When
        Metrics shown = Metrics.of(service);

        // Then
        MetricsPage.assertDescribes("rotator", shown);
        assertThat(shown.series("kafka_consumer_fetch_manager_records_lag_max").keySet())
                .anySatisfy(labels -> assertThat(labels.get("client_id")).contains("rotation-inputs"));
    }

    @Test
    void aRotationCountsAtItsEndWithItsRevocationAndItsSteps() {
        // Given
        Token due = seed("metrics-good", "vso.code");
        Metrics before = Metrics.of(service);

        // When
        topics.write(expiring(due, true));

        // Then
        await(Topic.TOKEN_REVOKED, TokenRevoked.class, revocation -> revocation
                .token()
                .equals(due));
        awaitRotations("rotated", before);
        Metrics after = Metrics.of(service);
        assertThat(revocations(after, "expiry")).isGreaterThan(revocations(before, "expiry"));
        assertThat(steps(after, "create")).isGreaterThan(steps(before, "create"));
        assertThat(steps(after, "revoke-previous")).isGreaterThan(steps(before, "revoke-previous"));
        assertThat(after.value("patrol_dead_letters_total", "topic", Topic.Names.TOKEN_EXPIRING))
                .isEqualTo(before.value("patrol_dead_letters_total", "topic", Topic.Names.TOKEN_EXPIRING));
    }

    @Test
    void aRotationThatFailsCountsAsFailed() {
        // Given
        Token due = seed("metrics-rejected", "vso.code");
        Metrics before = Metrics.of(service);
        azure.addFault(Fault.status(Api.CONNECTION_DATA, 401).withTimes(1));

        // When
        topics.write(expiring(due, true));

        // Then
        awaitFailure(due);
        awaitRotations("failed", before);
    }

    @Test
    void aStepThatIsTriedAgainCounts() {
        // Given
        Token due = seed("metrics-stubborn", "vso.code");
        Metrics before = Metrics.of(service);
        azure.addFault(Fault.status(Api.PATS_REVOKE, 503)
                .withTarget(due.authorizationId().toString())
                .withTimes(7));

        // When
        topics.write(expiring(due, true));

        // Then
        await(Topic.TOKEN_REVOKED, TokenRevoked.class, revocation -> revocation
                .token()
                .equals(due));
        assertThat(setbacks(Metrics.of(service), "revoke")).isGreaterThan(setbacks(before, "revoke"));
    }

    @Test
    void aRotationIsOpenAsLongAsItOverlaps() {
        // Given
        Token due = seed("patient-metrics", "vso.code");
        Metrics before = Metrics.of(service);

        // When
        topics.write(expiring(due, true));

        // Then
        successorOf(due);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(overlapping(Metrics.of(service)))
                .isEqualTo(overlapping(before) + 1));
        assertThat(Metrics.of(service).sum("patrol_revocations_overdue")).isZero();
    }

    @Test
    void whatIsInWrongHandsCountsAsRevokedForThat() {
        // Given
        Token stolen = seed("metrics-stolen", "vso.code");
        Metrics before = Metrics.of(service);

        // When
        topics.write(CompromiseTest.compromised(stolen, Response.REVOKE));

        // Then
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        revocations(Metrics.of(service), "compromise"))
                .isEqualTo(revocations(before, "compromise") + 1));
    }

    private void awaitRotations(String outcome, Metrics before) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(rotations(Metrics.of(service), outcome))
                .isEqualTo(rotations(before, outcome) + 1));
    }

    private static double rotations(Metrics shown, String outcome) {
        return shown.value("patrol_rotations_total", "organization", AzureResource.organization(), "outcome", outcome);
    }

    private static double overlapping(Metrics shown) {
        return shown.value("patrol_rotations_open", "organization", AzureResource.organization(), "state", "overlap");
    }

    private static double setbacks(Metrics shown, String step) {
        return shown.value(
                "patrol_rotation_setbacks_total", "organization", AzureResource.organization(), "step", step);
    }

    private static double revocations(Metrics shown, String cause) {
        return shown.value(
                "patrol_revocations_total",
                "organization",
                AzureResource.organization(),
                "outcome",
                "revoked",
                "cause",
                cause);
    }

    private static double steps(Metrics shown, String step) {
        return shown.value("patrol_rotation_step_duration_seconds_count", "step", step);
    }
}
