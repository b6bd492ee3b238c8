package dev.patrol.azuredevops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azuredevops.Pace.Admission;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptivePaceTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant RESET = NOW.plusSeconds(20);
    private static final int MOST = 8;

    private final AdaptivePace unhindered = AdaptivePace.unhindered(MOST);

    @ParameterizedTest
    @CsvSource({"0, true", "7, true", "8, false"})
    void asManyAtOnceAsSetWhileNothingIsSaid(int underWay, boolean go) {
        // When
        Admission admission = unhindered.admit(NOW, underWay, false);

        // Then
        assertThat(admission.go()).isEqualTo(go);
    }

    @ParameterizedTest
    @CsvSource({
        // remaining, under way, urgent, go: two of a window of 100 are kept back for urgent calls
        "50, 7, false, true",
        "50, 8, false, false",
        "6, 3, false, true",
        "6, 4, false, false",
        "6, 5, true, true",
        "6, 6, true, false",
        "2, 0, false, true",
        "2, 1, false, false",
        "2, 1, true, true"
    })
    void noMoreAtOnceThanIsLeft(int remaining, int underWay, boolean urgent, boolean go) {
        // Given
        Pace pace = unhindered.answered(NOW, 1, 0, left(remaining));

        // When
        Admission admission = pace.admit(NOW, underWay, urgent);

        // Then
        assertThat(admission.go()).isEqualTo(go);
    }

    @Test
    void whereNothingIsLeftTheNextCallWaitsForTheReset() {
        // Given
        Pace pace = unhindered.answered(NOW, 1, 0, left(0));

        // When
        Admission before = pace.admit(RESET.minusMillis(1), 0, true);
        Admission after = pace.admit(RESET, 0, false);
        Admission second = pace.admit(RESET, 1, false);

        // Then
        assertThat(before).isEqualTo(Admission.at(RESET));
        assertThat(after.go()).isTrue();
        assertThat(second.go()).isFalse();
    }

    @Test
    void retryAfterOnASuccessPausesTheNextCall() {
        // Given
        RateReport delayed = report(false, Optional.of(Duration.ofSeconds(3)), OptionalInt.empty(), Optional.empty());

        // When
        Pace pace = unhindered.answered(NOW, 1, 0, delayed);

        // Then
        assertThat(pace.admit(NOW.plusMillis(2_999), 0, true)).isEqualTo(Admission.at(NOW.plusSeconds(3)));
        assertThat(pace.admit(NOW.plusSeconds(3), 0, false).go()).isTrue();
    }

    @Test
    void anOlderCallsAnswerTellsNothingNew() {
        // Given
        Pace pace = unhindered.answered(NOW, 5, 0, left(3));

        // When
        Pace after = pace.answered(NOW, 4, 0, left(50));

        // Then
        assertThat(after.admit(NOW, 1, false).go()).isFalse();
    }

    @Test
    void anAnswerThatSaysNothingEndsTheSlowness() {
        // Given
        Pace pace = unhindered.answered(NOW, 1, 0, left(1));

        // When
        Pace after = pace.answered(NOW, 2, 0, report(false, Optional.empty(), OptionalInt.empty(), Optional.empty()));

        // Then
        assertThat(after.admit(NOW, MOST - 1, false).go()).isTrue();
    }

    @Test
    void refusalsWithoutAWordWaitLongerEachTimeAndHalveWhatIsAtOnce() {
        // Given
        RateReport refused = report(true, Optional.empty(), OptionalInt.empty(), Optional.empty());

        // When
        AdaptivePace once = (AdaptivePace) unhindered.answered(NOW, 1, 0, refused);
        AdaptivePace twice = (AdaptivePace) once.answered(NOW, 2, 0, refused);

        // Then
        assertThat(once.pausedUntil()).isEqualTo(NOW.plusSeconds(1));
        assertThat(twice.pausedUntil()).isEqualTo(NOW.plusSeconds(2));
        assertThat(twice.allowed()).isEqualTo(MOST / 4);
    }

    @Test
    void callsThatAreRefusedTogetherCountOnce() {
        // Given
        RateReport refused = report(true, Optional.empty(), OptionalInt.empty(), Optional.empty());
        Pace pace = unhindered.answered(NOW, 7, 3, refused);

        // When
        AdaptivePace after = (AdaptivePace) pace.answered(NOW, 6, 2, refused);

        // Then
        assertThat(after.allowed()).isEqualTo(MOST / 2);
        assertThat(after.refusals()).isEqualTo(1);
    }

    @Test
    void whatWasHalvedComesBackAnswerByAnswer() {
        // Given
        Pace pace = unhindered.answered(
                NOW, 0, 0, report(true, Optional.of(Duration.ZERO), OptionalInt.empty(), Optional.empty()));
        RateReport silent = report(false, Optional.empty(), OptionalInt.empty(), Optional.empty());

        // When
        for (int number = 1; number <= MOST; number++) {
            pace = pace.answered(NOW, number, 0, silent);
        }

        // Then
        assertThat(((AdaptivePace) pace).allowed()).isEqualTo(MOST);
    }

    private static RateReport left(int remaining) {
        return report(false, Optional.empty(), OptionalInt.of(remaining), Optional.of(RESET));
    }

    private static RateReport report(
            boolean refused, Optional<Duration> retryAfter, OptionalInt remaining, Optional<Instant> reset) {
        return new RateReport(
                refused,
                retryAfter,
                remaining.isPresent() ? OptionalInt.of(100) : OptionalInt.empty(),
                remaining,
                reset);
    }
}
