package dev.patrol.azuredevops.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** So many requests, and a pause when all of them are answered. */
final class BatchPace implements Pace {
    private final int size;
    private final Duration betweenBatches;
    private final Pause pause = new Pause();
    private int begun;
    private int underWay;
    private Instant lastAnswer = Instant.MIN;

    BatchPace(int size, Duration betweenBatches) {
        this.size = size;
        this.betweenBatches = betweenBatches;
    }

    @Override
    public Instant next(boolean privileged, boolean counted, Instant now) {
        if (begun < size || !batchEnd().isAfter(now)) {
            return pause.until();
        }
        return underWay > 0 ? AFTER_AN_ANSWER : later(batchEnd(), pause.until());
    }

    @Override
    public Request started(boolean counted, Instant now) {
        begun = batchEnd().isAfter(now) ? begun + 1 : 1;
        underWay++;
        return new Request(counted, now);
    }

    @Override
    public void lost(Request request, Instant now) {
        underWay--;
        lastAnswer = now;
    }

    @Override
    public void answered(Request request, RateLimit said, Instant now) {
        lost(request, now);
        pause.heard(request, said, now);
    }

    @Override
    public Instant pausedUntil() {
        return pause.until();
    }

    /** If all were answered at once. */
    @Override
    public OptionalDouble perSecond() {
        return betweenBatches.isZero()
                ? OptionalDouble.empty()
                : OptionalDouble.of(size * 1_000.0 / betweenBatches.toMillis());
    }

    @Override
    public OptionalInt remaining(Instant now) {
        return OptionalInt.empty();
    }

    /** When a new batch begins, whether or not the last one is full. */
    private Instant batchEnd() {
        if (underWay > 0) {
            return Instant.MAX;
        }
        return begun == 0 ? Instant.MIN : lastAnswer.plus(betweenBatches);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
