package dev.patrol.azuredevops.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azuredevops.pacing.Pace.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BatchPaceTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final Pace pace = new BatchPace(3, Duration.ofSeconds(2));

    @Test
    void theNextBatchBeginsAPauseAfterTheLastAnswer() {
        // Given
        List<Request> batch = startAll();
        Instant whileUnderWay = pace.next(false, true, NOW);

        // When
        batch.forEach(request -> pace.answered(request, Answers.SILENT, NOW.plusSeconds(1)));

        // Then
        assertThat(batch).hasSize(3);
        assertThat(whileUnderWay).isEqualTo(Pace.AFTER_AN_ANSWER);
        assertThat(pace.next(false, true, NOW.plusSeconds(1))).isEqualTo(NOW.plusSeconds(3));
        assertThat(pace.next(false, true, NOW.plusSeconds(3))).isBeforeOrEqualTo(NOW.plusSeconds(3));
    }

    @Test
    void aBatchThatIsNotFullEndsWhenNothingComesForAPause() {
        // Given
        pace.lost(pace.started(true, NOW), NOW);

        // When
        Instant later = NOW.plusSeconds(2);
        int started = 0;
        while (!pace.next(false, true, later).isAfter(later)) {
            pace.started(true, later);
            started++;
        }

        // Then
        assertThat(started).isEqualTo(3);
    }

    @Test
    void thePaceIsABatchAPauseAtMost() {
        // When
        OptionalDouble pace = new BatchPace(3, Duration.ofSeconds(2)).perSecond();
        OptionalDouble withoutPause = new BatchPace(3, Duration.ZERO).perSecond();

        // Then
        assertThat(pace).hasValue(1.5);
        assertThat(withoutPause).isEmpty();
    }

    @Test
    void aPauseThatTheServerAsksForIsMadeToo() {
        // Given
        Request request = pace.started(true, NOW);

        // When
        pace.answered(request, Answers.waitFor(Duration.ofSeconds(9)), NOW);

        // Then
        assertThat(pace.next(true, true, NOW)).isEqualTo(NOW.plusSeconds(9));
    }

    private List<Request> startAll() {
        List<Request> started = new ArrayList<>();
        while (!pace.next(false, true, NOW).isAfter(NOW)) {
            started.add(pace.started(true, NOW));
        }
        return started;
    }
}
