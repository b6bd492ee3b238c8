package dev.patrol.azuredevops;

import java.time.Duration;
import java.time.Instant;

/**
 * So many calls, then a pause from the last answer on.
 *
 * @param begun calls of the current batch
 * @param pausedUntil when the next call may start
 */
record BatchPace(int size, Duration pause, int begun, Instant pausedUntil) implements Pace {

    @Override
    public Admission admit(Instant now, int underWay, boolean urgent) {
        if (pausedUntil.isAfter(now)) {
            return Admission.at(pausedUntil);
        }
        return begun < size ? Admission.GO : Admission.WHEN_ANSWERED;
    }

    @Override
    public Pace started() {
        return new BatchPace(size, pause, begun + 1, pausedUntil);
    }

    @Override
    public Pace answered(Instant now, long number, int underWay, RateReport report) {
        Instant asked = report.retryAfter().map(now::plus).orElse(Instant.MIN);
        BatchPace next = ended(now, underWay);
        return asked.isAfter(next.pausedUntil) ? new BatchPace(size, pause, next.begun, asked) : next;
    }

    @Override
    public BatchPace ended(Instant now, int underWay) {
        boolean isOver = begun >= size && underWay == 0;
        return isOver ? new BatchPace(size, pause, 0, now.plus(pause)) : this;
    }
}
