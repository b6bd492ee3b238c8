package dev.patrol.service.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.threeten.extra.MutableClock;

class ReachabilityTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final MutableClock clock = MutableClock.of(NOON, ZoneOffset.UTC);

    private final Reachability reachability = new Reachability(clock);

    @Test
    void oneFailureIsNoTroubleAndNoAnswer() {
        // When
        reachability.failed("no answer came");

        // Then
        assertThat(reachability.trouble()).isEmpty();
        assertThat(reachability.hasAnswered()).isFalse();
    }

    @Test
    void twoFailuresInARowAreTroubleSinceTheFirst() {
        // Given
        reachability.failed("no answer came");
        clock.setInstant(NOON.plusSeconds(10));

        // When
        reachability.failed("it answered 503");

        // Then
        assertThat(reachability.trouble()).contains(new Reachability.Trouble(NOON, "it answered 503"));
    }

    @Test
    void anAnswerEndsTrouble() {
        // Given
        reachability.failed("no answer came");
        reachability.failed("no answer came");

        // When
        reachability.answered();

        // Then
        assertThat(reachability.trouble()).isEmpty();
    }

    @Test
    void whatHasFailedIsAskedSoonerThanWhatIsSilent() {
        // Given
        clock.setInstant(NOON.plusSeconds(6));
        boolean silent = reachability.isInDoubt(SILENCE);
        reachability.failed("no answer came");

        // When
        clock.add(Duration.ofSeconds(6));

        // Then
        assertThat(silent).isFalse();
        assertThat(reachability.isInDoubt(SILENCE)).isTrue();
    }

    @Test
    void whatIsSilentForLongIsInDoubt() {
        // When
        clock.setInstant(NOON.plus(SILENCE).plusSeconds(1));

        // Then
        assertThat(reachability.isInDoubt(SILENCE)).isTrue();
        assertThat(reachability.hasAnswered()).isFalse();
    }
}
