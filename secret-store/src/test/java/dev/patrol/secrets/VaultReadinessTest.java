package dev.patrol.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.service.health.Reachability;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class VaultReadinessTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final URI ONE = URI.create("https://one.vault.azure.net/");
    private static final URI OTHER = URI.create("https://other.vault.azure.net/");

    @Test
    void theOnlyVaultThatIsAwayIsNotReady() {
        // When
        HealthCheckResponse said = VaultReadiness.answer(Map.of(ONE, away()));

        // Then
        assertThat(said.getStatus()).isEqualTo(Status.DOWN);
        assertThat(said.getData().orElseThrow()).containsKeys("one.vault.azure.net", "remedy");
    }

    @Test
    void oneOfSeveralThatIsAwayIsToldAndTheOthersAreWorkedWith() {
        // When
        HealthCheckResponse said = VaultReadiness.answer(Map.of(ONE, away(), OTHER, new Reachability(NOON)));

        // Then
        assertThat(said.getStatus()).isEqualTo(Status.UP);
        assertThat(said.getData().orElseThrow()).containsKeys("one.vault.azure.net", "remedy");
    }

    private static Reachability away() {
        Reachability vault = new Reachability(NOON);
        vault.failed("it answered 503");
        vault.failed("it answered 503");
        return vault;
    }
}
