package dev.patrol.azuredevops.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azuredevops.pacing.Pace.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PauseTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final Pause pause = new Pause();

    @ParameterizedTest
    @CsvSource({"PT0S, PT0S", "PT7S, PT7S", "PT10M, PT10M", "PT10M1S, PT10M", "PT277H, PT10M"})
    void whatASuccessAsksForIsDoneButNotForEver(Duration askedFor, Duration done) {
        // When
        pause.heard(request(NOW), Answers.waitFor(askedFor), NOW);

        // Then
        assertThat(pause.until()).isEqualTo(NOW.plus(done));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, PT1S", "PT0S, PT1S", "PT30S, PT30S", "PT24H, PT10M"})
    void aRefusalIsAPauseAlsoWhereItDoesNotSayHowLong(Duration askedFor, Duration done) {
        // When
        pause.heard(request(NOW), Answers.refused(Optional.ofNullable(askedFor)), NOW);

        // Then
        assertThat(pause.until()).isEqualTo(NOW.plus(done));
    }

    @Test
    void refusalsInARowMakeItLongerUpToAMinute() {
        // Given
        Instant now = NOW;
        List<Long> seconds = new ArrayList<>();

        // When
        for (int i = 0; i < 9; i++) {
            pause.heard(request(now), Answers.refused(Optional.empty()), now);
            seconds.add(Duration.between(now, pause.until()).toSeconds());
            now = pause.until();
        }

        // Then
        assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 64L, 64L);
    }

    @Test
    void requestsThatWereUnderWayTogetherAreRefusedOnce() {
        // When
        for (int i = 0; i < 20; i++) {
            pause.heard(request(NOW), Answers.refused(Optional.empty()), NOW.plusMillis(i));
        }

        // Then
        assertThat(pause.until()).isEqualTo(NOW.plusMillis(1_019));
    }

    @Test
    void aShorterWaitDoesNotEndALongerOne() {
        // Given
        pause.heard(request(NOW), Answers.waitFor(Duration.ofSeconds(30)), NOW);

        // When
        pause.heard(request(NOW), Answers.waitFor(Duration.ofSeconds(3)), NOW.plusSeconds(1));

        // Then
        assertThat(pause.until()).isEqualTo(NOW.plusSeconds(30));
    }

    private static Request request(Instant sentAt) {
        return new Request(true, sentAt);
    }
}
