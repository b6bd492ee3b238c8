package dev.patrol.azuredevops.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azuredevops.pacing.Pace.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pace against a sliding window, both in a time of their own, so that minutes pass at once. */
class PaceBySimulationTest {
    private static final int CALLERS = 32;
    private static final int CALLS = 3_000;
    private static final Instant START = Instant.parse("2026-11-23T10:00:00.377Z");

    @ParameterizedTest(name = "{0} requests in {1}, answered in {2}")
    @CsvSource({
        "50, PT5S, PT0.02S",
        "100, PT10S, PT0.05S",
        "200, PT10S, PT0.2S",
        "200, PT30S, PT0.05S",
        "200, PT5M, PT0.1S",
        "500, PT10S, PT0.02S",
        "700, PT1M, PT0.05S",
        "1000, PT5M, PT0.3S",
        "1500, PT20S, PT1S",
        "2000, PT5M, PT0.05S",
        "5000, PT5M, PT0.05S"
    })
    void theAllowanceIsUsedToItsEndAndNotExceeded(int allowance, Duration window, Duration latency) {
        // Given
        SlidingServer server = new SlidingServer(allowance, window);
        World world = new World(new AdaptivePace(32), server, latency);

        // When
        Duration took = world.makeAllCalls();

        // Then
        int forRoutine = allowance - allowance / 50;
        Duration bound = window.multipliedBy((CALLS - 1) / forRoutine);
        Duration byLatency = latency.multipliedBy(CALLS / CALLERS);
        Duration possible = bound.compareTo(byLatency) > 0 ? bound : byLatency;
        assertThat(took).isLessThan(possible.plus(latency).multipliedBy(115).dividedBy(100));
        assertThat(server.refusals())
                .as("only before the limit was known")
                .isLessThanOrEqualTo(Math.max(0, CALLERS - allowance / 5));
    }

    /** Callers who send one request after the other, as soon as the pace lets them. */
    private static final class World {
        private final Pace pace;
        private final SlidingServer server;
        private final Duration latency;
        private final Random random = new Random(4711);
        private final PriorityQueue<Event> events =
                new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::order));
        private long order;
        private Instant now = START;
        private int idle = CALLERS;
        private int done;

        World(Pace pace, SlidingServer server, Duration latency) {
            this.pace = pace;
            this.server = server;
            this.latency = latency;
        }

        Duration makeAllCalls() {
            while (done < CALLS) {
                start();
                Event next = events.remove();
                now = next.at();
                next.happens().run();
            }
            return Duration.between(START, now);
        }

        private void start() {
            while (idle > 0) {
                Instant next = pace.next(random.nextInt(3) == 0, true, now);
                if (next.isAfter(now)) {
                    if (!next.equals(Pace.AFTER_AN_ANSWER)) {
                        at(next, () -> {});
                    }
                    return;
                }
                idle--;
                Request request = pace.started(true, now);
                at(now.plus(part()), () -> arrives(request));
            }
        }

        private void arrives(Request request) {
            RateLimit said = server.answer(now);
            at(now.plus(part()), () -> {
                pace.answered(request, said, now);
                idle++;
                done += said.refused() ? 0 : 1;
            });
        }

        /** A quarter to three quarters of the latency, so that requests and answers overtake each other. */
        private Duration part() {
            return latency.dividedBy(100).multipliedBy(25 + random.nextInt(51));
        }

        private void at(Instant time, Runnable happens) {
            events.add(new Event(time, order++, happens));
        }
    }

    private record Event(Instant at, long order, Runnable happens) {}
}
