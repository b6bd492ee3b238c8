package dev.patrol.azuredevops.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azuredevops.pacing.Pace.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptivePaceTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant RESET = NOW.plusSeconds(300);

    private final Pace pace = new AdaptivePace(16);

    @ParameterizedTest(name = "{0}: {1} routine, {2} with urgent ones")
    @CsvSource({"1, 1, 1", "7, 7, 7", "8, 8, 9", "32, 32, 36", "1000, 1000, 1125"})
    void urgentCallsMayBeAnEighthMore(int most, int routine, int urgent) {
        // Given
        Pace governed = new AdaptivePace(most);

        // When
        int routineStarted = startAll(governed, false, NOW);
        int moreStarted = startAll(governed, true, NOW);

        // Then
        assertThat(routineStarted).isEqualTo(routine);
        assertThat(routineStarted + moreStarted).isEqualTo(urgent);
    }

    @ParameterizedTest(name = "{0} of {1}: {2} routine, {3} urgent")
    @CsvSource({
        "0, 200, 0, 0",
        "1, 200, 0, 1",
        "4, 200, 0, 4",
        "5, 200, 1, 5",
        "9, 200, 5, 9",
        "3, 9, 3, 3",
        "3, 10, 2, 3",
        "3, 1, 3, 3"
    })
    void noMoreStartThanRemainAndALittleIsForUrgentCalls(int remaining, int limit, int routine, int urgent) {
        // Given
        answer(Answers.remaining(remaining, limit, RESET));

        // When
        int routineStarted = startAll(pace, false, NOW);
        int moreStarted = startAll(pace, true, NOW);

        // Then
        assertThat(routineStarted).isEqualTo(routine);
        assertThat(routineStarted + moreStarted).isEqualTo(urgent);
    }

    @Test
    void thePaceIsKnownOnceTheServerHasToldOfItsLimit() {
        // Given
        OptionalDouble before = pace.perSecond();

        // When
        answer(Answers.remaining(100, 303, RESET));

        // Then
        assertThat(before).isEmpty();
        // A window counts for a hundredth longer than it is said to be.
        assertThat(pace.perSecond()).hasValue(1.0);
    }

    @Test
    void whatIsKeptForUrgentCallsIsGivenAwayShortlyBeforeAsMuchLeavesTheWindow() {
        // Given
        List<Request> first =
                IntStream.range(0, 10).mapToObj(i -> pace.started(true, NOW)).toList();
        first.forEach(request -> pace.answered(request, Answers.remaining(1, 10, NOW.plusSeconds(10)), NOW));

        // When
        Instant urgent = pace.next(true, true, NOW);
        Instant routine = pace.next(false, true, NOW);

        // Then
        assertThat(urgent).isBeforeOrEqualTo(NOW);
        assertThat(routine).isBetween(NOW.plusSeconds(8), NOW.plusMillis(8_500));
    }

    @Test
    void whatWasUnderWayWhenTheServerCountedIsTakenOff() {
        // Given
        Request first = pace.started(true, NOW);
        pace.started(true, NOW);
        pace.started(true, NOW);

        // When
        pace.answered(first, Answers.remaining(10, 200, RESET), NOW.plusMillis(50));

        // Then
        assertThat(pace.remaining(NOW.plusMillis(50))).isEqualTo(OptionalInt.of(8));
    }

    @Test
    void ofAnswersThatOvertakeEachOtherTheLeastCounts() {
        // Given
        Request first = pace.started(true, NOW);
        Request second = pace.started(true, NOW);

        // When
        pace.answered(second, Answers.remaining(9, 200, RESET), NOW.plusMillis(50));
        pace.answered(first, Answers.remaining(10, 200, RESET), NOW.plusMillis(51));

        // Then
        assertThat(pace.remaining(NOW.plusMillis(51))).isEqualTo(OptionalInt.of(9));
    }

    @Test
    void aRequestThatLeavesTheWindowMakesRoomForOne() {
        // Given
        answer(Answers.remaining(0, 2, NOW.plusSeconds(10)));

        // When
        Instant next = pace.next(true, true, NOW.plusMillis(100));

        // Then
        assertThat(next).isBetween(NOW.plusSeconds(10), NOW.plusMillis(10_500));
        assertThat(pace.remaining(next)).isEqualTo(OptionalInt.of(1));
    }

    @Test
    void whoSentTooLittleToKnowWhatLeavesTriesAsOftenAsTheLimitAllowsOnAverage() {
        // Given
        Request another = pace.started(true, NOW);
        pace.answered(another, Answers.remaining(0, 200, RESET), NOW);

        // When
        Instant next = pace.next(false, true, NOW);

        // Then
        assertThat(next).isBetween(NOW.plusMillis(1_500), NOW.plusMillis(1_520));
    }

    @Test
    void anAnswerThatSaysNothingLeavesAsMuchAsWasEverSaidToRemain() {
        // Given
        answer(Answers.remaining(8, 40, RESET));
        answer(Answers.remaining(0, 40, RESET));
        Request probe = pace.started(true, NOW.plusSeconds(60));

        // When
        pace.answered(probe, Answers.SILENT, NOW.plusSeconds(61));

        // Then
        assertThat(pace.remaining(NOW.plusSeconds(61))).isEqualTo(OptionalInt.of(8));
    }

    @Test
    void afterARefusalOneGoesAloneAndEachAnswerLetsOneMoreGo() {
        // Given
        answer(Answers.refused(Optional.of(Duration.ofSeconds(5))));
        Instant later = NOW.plusSeconds(6);

        // When
        Request probe = pace.started(true, later);
        Instant second = pace.next(true, true, later);
        pace.answered(probe, Answers.SILENT, later);
        int afterwards = startAll(pace, true, later);

        // Then
        assertThat(second).isEqualTo(Pace.AFTER_AN_ANSWER);
        assertThat(afterwards).isEqualTo(2);
    }

    @Test
    void aPauseIsForEverybody() {
        // Given
        answer(Answers.waitFor(Duration.ofSeconds(5)));

        // Then
        assertThat(pace.next(false, true, NOW)).isEqualTo(NOW.plusSeconds(5));
        assertThat(pace.next(true, true, NOW)).isEqualTo(NOW.plusSeconds(5));
        assertThat(pace.next(true, false, NOW)).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void theAllowanceOfAnotherCredentialSaysNothingOfThisOne() {
        // Given
        answer(Answers.remaining(0, 200, RESET));
        Request another = pace.started(false, NOW.plusSeconds(1));

        // When
        pace.answered(another, Answers.remaining(100, 200, RESET), NOW.plusSeconds(2));

        // Then
        assertThat(pace.remaining(NOW.plusSeconds(2))).isEqualTo(OptionalInt.of(0));
        assertThat(pace.next(false, false, NOW.plusSeconds(2))).isBefore(NOW);
    }

    @Test
    void aRequestWithoutAnAnswerMayHaveBeenCounted() {
        // Given
        answer(Answers.remaining(5, 200, RESET));
        Request silent = pace.started(true, NOW);

        // When
        pace.lost(silent, NOW.plusSeconds(30));

        // Then
        assertThat(pace.remaining(NOW.plusSeconds(30))).isEqualTo(OptionalInt.of(4));
    }

    @Test
    void whoeverAsksWhenNothingIsUnderWayMayStartWithinTheLongestPause() {
        // Given
        Random random = new Random(4711);
        Instant now = NOW;
        Deque<Request> underWay = new ArrayDeque<>();

        for (int i = 0; i < 20_000; i++) {
            // When
            now = now.plusMillis(random.nextInt(i % 1_000 == 0 ? 900_000 : 300));
            if (random.nextBoolean()
                    && !pace.next(random.nextBoolean(), true, now).isAfter(now)) {
                underWay.add(pace.started(random.nextInt(5) > 0, now));
            } else if (!underWay.isEmpty() && random.nextInt(10) == 0) {
                pace.lost(underWay.remove(), now);
            } else if (!underWay.isEmpty()) {
                pace.answered(underWay.remove(), anything(random, now), now);
            }

            // Then
            if (underWay.isEmpty()) {
                assertThat(pace.next(false, true, now)).isBeforeOrEqualTo(now.plus(Duration.ofMinutes(11)));
            }
        }
    }

    private static RateLimit anything(Random random, Instant now) {
        int limit = 1 + random.nextInt(3) * 150;
        return switch (random.nextInt(6)) {
            case 0 -> Answers.refused(Optional.of(Duration.ofSeconds(random.nextInt(2_000))));
            case 1 -> Answers.waitFor(Duration.ofMillis(random.nextInt(900)));
            case 2 -> Answers.remaining(random.nextInt(1 + limit / 5), limit, now.plusSeconds(random.nextInt(700)));
            case 3 -> Answers.remaining(0, limit, now.minusSeconds(random.nextInt(700)));
            default -> Answers.SILENT;
        };
    }

    private void answer(RateLimit said) {
        Request request = pace.started(true, NOW);
        pace.answered(request, said, NOW);
    }

    private static int startAll(Pace pace, boolean privileged, Instant at) {
        int started = 0;
        while (!pace.next(privileged, true, at).isAfter(at)) {
            pace.started(true, at);
            started++;
        }
        return started;
    }
}
