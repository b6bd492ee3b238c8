package dev.patrol.rotator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Trigger;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.rotator.ledger.LedgerEntry;
import dev.patrol.rotator.saga.RotationPlan;
import dev.patrol.rotator.saga.RotationState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StandstillTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Token TOKEN = Token.of(
            "contoso",
            UUID.fromString("0a0a0a0a-0000-4000-8000-000000000001"),
            "deploy",
            List.of("vso.code"),
            NOON.minus(Duration.ofDays(30)),
            NOON.plus(Duration.ofDays(2)),
            false,
            Optional.empty());
    private static final SecretVersion SECRET =
            new SecretVersion(URI.create("https://vault.example"), TOKEN.secretName(), "1");

    @Test
    void aRotationStandsStillSinceItsLastChange() {
        // Given
        LedgerEntry entry = in(new RotationState.Planned(0, Optional.empty()));

        // When
        Duration standstill = Standstill.of(entry, NOON.plusSeconds(90));

        // Then
        assertThat(standstill).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void anOverlapStandsStillOnlyAfterItsEnd() {
        // Given
        LedgerEntry entry = overlapUntil(NOON.plus(Duration.ofHours(24)));

        // When
        Duration within = Standstill.of(entry, NOON.plus(Duration.ofHours(20)));
        Duration after = Standstill.of(entry, NOON.plus(Duration.ofHours(25)));

        // Then
        assertThat(within).isZero();
        assertThat(after).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void anOverlapIsOverdueOnlyWhenItsEndIsLongPast() {
        // Given
        LedgerEntry entry = overlapUntil(NOON);

        // When
        boolean atOnce = Standstill.isOverdue(entry, NOON.plus(Standstill.TOLERANCE));
        boolean later =
                Standstill.isOverdue(entry, NOON.plus(Standstill.TOLERANCE).plusSeconds(1));

        // Then
        assertThat(atOnce).isFalse();
        assertThat(later).isTrue();
    }

    @Test
    void aRevocationThatIsNotSeenIsOverdue() {
        // Given
        LedgerEntry entry = in(new RotationState.Revoking(TOKEN, SECRET, Set.of(), NOON));

        // When
        boolean overdue =
                Standstill.isOverdue(entry, NOON.plus(Standstill.TOLERANCE).plusSeconds(1));

        // Then
        assertThat(overdue).isTrue();
    }

    @Test
    void aRotationThatHasNoSuccessorYetOwesNoRevocation() {
        // Given
        LedgerEntry entry = in(new RotationState.Planned(0, Optional.empty()));

        // When
        boolean overdue = Standstill.isOverdue(entry, NOON.plus(Duration.ofDays(1)));

        // Then
        assertThat(overdue).isFalse();
    }

    private static LedgerEntry overlapUntil(Instant end) {
        return in(new RotationState.Overlap(TOKEN, SECRET, end, Set.of()));
    }

    private static LedgerEntry in(RotationState state) {
        return new LedgerEntry(
                UUID.fromString("0b0b0b0b-0000-4000-8000-000000000001"),
                new RotationPlan(TOKEN, Trigger.EXPIRY),
                new LedgerEntry.Cause("cause", "story"),
                state,
                0,
                NOON,
                NOON);
    }
}
