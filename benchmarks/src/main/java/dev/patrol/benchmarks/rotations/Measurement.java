package dev.patrol.benchmarks.rotations;

import dev.patrol.simulator.http.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One run.
 *
 * @param start when the first event was sent
 * @param makespan from the first event until the last predecessor is dead and that is said
 * @param rotator processor time of whoever rotated
 * @param rest processor time of broker, simulator and benchmark
 * @param busy which part of all processors was busy, with other programs too
 * @param failures announced failures of rotations
 */
record Measurement(
        Instant start, Duration makespan, Calls calls, Duration rotator, Duration rest, double busy, long failures) {
    /** How many tokens were created and revoked in each second from the start on: where it paused, there are gaps. */
    List<Long> changesBySecond() {
        long[] changes = new long[(int) makespan.toSeconds() + 1];
        Stream.of(Api.PATS_CREATE, Api.PATS_REVOKE)
                .flatMap(calls::times)
                .mapToInt(time -> (int) Duration.between(start, time).toSeconds())
                .filter(second -> second < changes.length)
                .forEach(second -> changes[second]++);
        return Arrays.stream(changes).boxed().toList();
    }

    /** From the start until the last call of a kind did its work. */
    Duration untilLast(Api api) {
        return Duration.between(start, calls.last(api));
    }
}
