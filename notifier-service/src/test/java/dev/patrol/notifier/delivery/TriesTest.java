package dev.patrol.notifier.delivery;

import static dev.patrol.notifier.Tokens.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriesTest {
    private final Tries<String> tries = new Tries<>(Duration.ofSeconds(2), Duration.ofSeconds(60));

    @Test
    void triesAgainEverLaterButNeverTooLate() {
        // Given
        List<Long> pauses = new ArrayList<>();
        Instant now = NOON;

        // When
        for (int failure = 0; failure < 8; failure++) {
            tries.failed("somebody", now);
            Instant failed = now;
            while (!tries.mayTry("somebody", now)) {
                now = now.plusSeconds(1);
            }
            pauses.add(Duration.between(failed, now).toSeconds());
        }

        // Then
        assertThat(pauses).containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void aSuccessBeginsAnewAndConcernsNobodyElse() {
        // Given
        tries.failed("somebody", NOON);
        tries.failed("another", NOON);

        // When
        tries.succeeded("somebody");

        // Then
        assertThat(tries.mayTry("somebody", NOON)).isTrue();
        assertThat(tries.mayTry("another", NOON)).isFalse();
    }

    @Test
    void tellsForHowLongItHasFailed() {
        // Given
        tries.failed("somebody", NOON);

        // When
        Duration failing = tries.failed("somebody", NOON.plusSeconds(90));

        // Then
        assertThat(failing).isEqualTo(Duration.ofSeconds(90));
    }
}
