package dev.patrol.benchmarks.rotations;

import java.time.Duration;

/**
 * One run.
 *
 * @param makespan from the first event until the last predecessor is dead and that is said
 * @param rotator processor time of whoever rotated
 * @param rest processor time of broker, simulator and benchmark
 * @param failures announced failures of rotations
 */
record Measurement(Duration makespan, Calls calls, Duration rotator, Duration rest, long failures) {}
