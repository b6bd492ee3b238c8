package dev.patrol.audit.sight;

import dev.patrol.audit.sight.Obstacle.Kind;
import java.time.Instant;

/**
 * A time in which this instance was cut off, seen when it is over.
 *
 * @param doneThrough up to when the log had been read at its end, by whichever instance
 */
record Outage(Kind kind, Instant from, Instant doneThrough, Instant to) {}
