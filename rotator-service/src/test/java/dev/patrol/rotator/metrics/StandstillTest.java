package dev.patrol.rotator.metrics;

import static dev.patrol.rotator.ledger.SampleEntries.NOON;
import static dev.patrol.rotator.ledger.SampleEntries.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.token.SecretVersion;
import dev.patrol.rotator.ledger.LedgerEntry;
import dev.patrol.rotator.ledger.SampleEntries;
import dev.patrol.rotator.saga.RotationState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StandstillTest {
    private static final SecretVersion SECRET =
            new SecretVersion(URI.create("https://vault.example"), TOKEN.secretName(), "1");

    @Test
    void aRotationStandsStillSinceItsLastChange() {
        // Given
        LedgerEntry entry = SampleEntries.planned();

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
        LedgerEntry entry = SampleEntries.in(new RotationState.Revoking(TOKEN, SECRET, Set.of(), NOON));

        // When
        boolean overdue =
                Standstill.isOverdue(entry, NOON.plus(Standstill.TOLERANCE).plusSeconds(1));

        // Then
        assertThat(overdue).isTrue();
    }

    @Test
    void aRotationThatHasNoSuccessorYetOwesNoRevocation() {
        // Given
        LedgerEntry entry = SampleEntries.planned();

        // When
        boolean overdue = Standstill.isOverdue(entry, NOON.plus(Duration.ofDays(1)));

        // Then
        assertThat(overdue).isFalse();
    }

    private static LedgerEntry overlapUntil(Instant end) {
        return SampleEntries.in(new RotationState.Overlap(TOKEN, SECRET, end, Set.of()));
    }
}
