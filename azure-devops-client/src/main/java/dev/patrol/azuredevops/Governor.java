package dev.patrol.azuredevops;

import dev.patrol.azuredevops.AzureDevOpsException.Throttled;
import dev.patrol.azuredevops.AzureDevOpsException.Unavailable;
import dev.patrol.azuredevops.Pace.Admission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The gate before every call to one organization. Urgent calls pass before others that wait, but after so many in a row one
 * of the others does; within their class, calls pass in the order in which they came. Nobody waits longer than the patience,
 * and whoever can't pass within it learns so at once.
 */
final class Governor {
    /** Urgent calls in a row while others wait. */
    static final int URGENT_IN_A_ROW = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiter> urgent = new ArrayDeque<>();
    private final Deque<Waiter> routine = new ArrayDeque<>();
    private final Clock clock;
    private final Duration patience;
    private Pace pace;
    private int underWay;
    private int urgentInARow;
    private long started;

    Governor(Pacing pacing, Duration patience, Clock clock) {
        this.pace = Pace.of(pacing);
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Waits until a call may start.
     *
     * @return the call's number, for {@link #answered}, which must follow
     * @throws Throttled where it may not within the patience
     * @throws Unavailable where the caller is interrupted
     */
    long admit(Call call) {
        lock.lock();
        try {
            Waiter waiter = new Waiter(call.isUrgent(), lock.newCondition());
            lineOf(waiter).addLast(waiter);
            try {
                await(call, waiter);
                urgentInARow = waiter.urgent ? urgentInARow + 1 : 0;
                underWay++;
                pace = pace.started();
                return started++;
            } finally {
                lineOf(waiter).remove(waiter);
                wakeNext();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tells how a call ended that was admitted.
     *
     * @param report what its answer said of the limit; empty where there was none, or it spoke of somebody else's
     */
    void answered(long number, Optional<RateReport> report) {
        lock.lock();
        try {
            underWay--;
            Instant now = clock.instant();
            pace = report.map(said -> pace.answered(now, number, underWay, said))
                    .orElseGet(() -> pace.ended(now, underWay));
            wakeNext();
        } finally {
            lock.unlock();
        }
    }

    private void await(Call call, Waiter waiter) {
        Instant deadline = clock.instant().plus(patience);
        while (true) {
            Instant now = clock.instant();
            Optional<Instant> notBefore = Optional.of(deadline);
            if (isNext(waiter)) {
                Admission admission = pace.admit(now, underWay, waiter.urgent);
                if (admission.go()) {
                    return;
                }
                notBefore = admission.notBefore();
            }
            Instant until = notBefore.orElse(deadline);
            if (until.isAfter(deadline) || !deadline.isAfter(now)) {
                throw tooLong(call, now, until);
            }
            sleep(call, waiter, Duration.between(now, until));
        }
    }

    private void sleep(Call call, Waiter waiter, Duration atMost) {
        try {
            // Never for nothing: rounding would make this a busy wait.
            waiter.turn.await(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable(call + ": interrupted while waiting for its turn.", false);
        }
    }

    private Throttled tooLong(Call call, Instant now, Instant until) {
        Duration left = Duration.between(now, until);
        return new Throttled(
                call + ": Azure DevOps' rate limit leaves no room for it within " + patience.toSeconds() + " s.",
                left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left));
    }

    private boolean isNext(Waiter waiter) {
        return nextLine().peekFirst() == waiter;
    }

    private Deque<Waiter> nextLine() {
        boolean othersTurn = urgentInARow >= URGENT_IN_A_ROW && !routine.isEmpty();
        return urgent.isEmpty() || othersTurn ? routine : urgent;
    }

    private void wakeNext() {
        Waiter next = nextLine().peekFirst();
        if (next != null) {
            next.turn.signal();
        }
    }

    private Deque<Waiter> lineOf(Waiter waiter) {
        return waiter.urgent ? urgent : routine;
    }

    private record Waiter(boolean urgent, Condition turn) {}
}
