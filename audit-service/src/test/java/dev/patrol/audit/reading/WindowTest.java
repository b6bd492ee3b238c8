package dev.patrol.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest(name = "now {0} after what is done, overlap {1}, longest {2}: from {3} to {4}")
    @CsvSource({
        "PT1M,   PT10M, PT6H, PT-10M, PT1M",
        "PT0S,   PT10M, PT6H, PT-10M, PT0S",
        "PT6H,   PT10M, PT6H, PT-10M, PT6H",
        "PT6H1S, PT10M, PT6H, PT-10M, PT6H",
        "P80D,   PT10M, PT6H, PT-10M, PT6H",
        "P80D,   PT2H,  PT1H, PT-2H,  PT1H",
        "PT-5M,  PT10M, PT6H, PT-10M, PT0S",
    })
    void goesFromTheOverlapToNowOrAsFarAsIsAllowed(
            Duration now, Duration overlap, Duration longest, Duration start, Duration end) {
        // When
        Window window = Window.after(NOON, NOON.plus(now), overlap, longest);

        // Then
        assertThat(window).isEqualTo(new Window(NOON.plus(start), NOON.plus(end)));
    }

    @Property
    void windowsInARowReachNowAndLeaveNoGap(
            @ForAll @IntRange(max = 90 * 24 * 60) int minutesBehind,
            @ForAll @IntRange(min = 1, max = 120) int overlapMinutes,
            @ForAll @IntRange(min = 30, max = 24 * 60) int longestMinutes) {
        // Given
        Instant now = NOON.plus(Duration.ofMinutes(minutesBehind));
        Duration overlap = Duration.ofMinutes(overlapMinutes);
        Duration longest = Duration.ofMinutes(longestMinutes);
        Instant doneThrough = NOON;

        // When
        int windows = 0;
        do {
            Window window = Window.after(doneThrough, now, overlap, longest);
            assertThat(window.start()).isEqualTo(doneThrough.minus(overlap));
            doneThrough = window.end();
            windows++;
        } while (doneThrough.isBefore(now));

        // Then
        assertThat(doneThrough).isEqualTo(now);
        assertThat(windows).isEqualTo(Math.max(1, (int) Math.ceil((double) minutesBehind / longestMinutes)));
    }

    @Test
    void halvesWhatLiesBeyondWhatIsDone() {
        // Given
        Window window = new Window(NOON.minusSeconds(600), NOON.plusSeconds(3_600));

        // When
        Window half = window.halved(NOON);

        // Then
        assertThat(half).isEqualTo(new Window(NOON.minusSeconds(600), NOON.plusSeconds(1_800)));
        assertThat(half.beyond(NOON)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void refusesToEndBeforeItStarts() {
        assertThatThrownBy(() -> new Window(NOON, NOON.minusNanos(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
