package dev.patrol.azuredevops.pacing;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The gate before one organization, through which every request passes. Callers wait in their own threads, so there are never
 * more waiting than callers.
 *
 * <ul>
 *   <li>Urgent calls pass before routine ones that wait, whenever those came; calls of one kind pass in the order in which
 *       they came.
 *   <li>After {@value #MOST_URGENT_IN_A_ROW} urgent calls in a row one routine call that waits has its turn.
 *   <li>When a request may start, the {@link Pacing} says.
 *   <li>Nobody waits longer than the patience, and who would have to learns so at once.
 * </ul>
 */
public final class Governor {
    static final int MOST_URGENT_IN_A_ROW = 8;

    private final Duration patience;
    private final Time time;
    private final Pace pace;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Urgency, Deque<Condition>> waiting = new EnumMap<>(Urgency.class);
    private int urgentInARow;
    private int underWay;
    private long refused;
    private long delayed;

    Governor(Pacing pacing, Duration patience, Time time) {
        this.patience = patience;
        this.time = time;
        this.pace = Pace.of(pacing);
        for (Urgency urgency : Urgency.values()) {
            waiting.put(urgency, new ArrayDeque<>());
        }
    }

    /** Until when a call that begins now may wait. */
    public Instant deadline() {
        return time.now().plus(patience);
    }

    /**
     * Waits until a request may start.
     *
     * @param counted whether the request is sent with the credential that all others have; what is sent with another one
     *     passes here too, but nothing is concluded from what remains of its allowance
     * @throws OutOfPatience if that would be after the deadline
     */
    public Passage enter(Urgency urgency, boolean counted, Instant deadline)
            throws InterruptedException, OutOfPatience {
        lock.lock();
        Condition turn = lock.newCondition();
        waiting.get(urgency).addLast(turn);
        try {
            Instant now = time.now();
            for (Instant start = startOf(urgency, counted, now);
                    start.isAfter(now) || first() != turn;
                    start = startOf(urgency, counted, now)) {
                boolean known = !start.equals(Pace.AFTER_AN_ANSWER);
                if (!deadline.isAfter(now) || known && start.isAfter(deadline)) {
                    throw new OutOfPatience(known && start.isAfter(now) ? Duration.between(now, start) : null);
                }
                boolean byTime = first() == turn && start.isBefore(deadline);
                time.await(turn, Duration.between(now, byTime ? start : deadline));
                now = time.now();
            }
            urgentInARow = urgency == Urgency.ROUTINE || routine().isEmpty() ? 0 : urgentInARow + 1;
            underWay++;
            return new Passage(pace.started(counted, now));
        } finally {
            waiting.get(urgency).remove(turn);
            wakeFirst();
            lock.unlock();
        }
    }

    /** This governor as it is now. */
    public GovernorState state() {
        lock.lock();
        try {
            Instant now = time.now();
            return new GovernorState(
                    underWay,
                    urgent().size(),
                    routine().size(),
                    refused,
                    delayed,
                    Optional.of(pace.pausedUntil()).filter(until -> until.isAfter(now)),
                    pace.remaining(now));
        } finally {
            lock.unlock();
        }
    }

    private Instant startOf(Urgency urgency, boolean counted, Instant now) {
        return pace.next(urgency == Urgency.URGENT || isTurnOfRoutine(), counted, now);
    }

    private Condition first() {
        return urgent().isEmpty() || isTurnOfRoutine() ? routine().peekFirst() : urgent().peekFirst();
    }

    private boolean isTurnOfRoutine() {
        return urgentInARow >= MOST_URGENT_IN_A_ROW && !routine().isEmpty();
    }

    private void wakeFirst() {
        Condition first = first();
        if (first != null) {
            first.signal();
        }
    }

    private Deque<Condition> urgent() {
        return waiting.get(Urgency.URGENT);
    }

    private Deque<Condition> routine() {
        return waiting.get(Urgency.ROUTINE);
    }

    /** A request under way. To be closed when it has ended, with or without an answer. */
    public final class Passage implements AutoCloseable {
        private final Pace.Request request;
        private boolean ended;

        private Passage(Pace.Request request) {
            this.request = request;
        }

        /** The request was answered; gives what the answer says of the rate limit. */
        public RateLimit answered(int status, HttpHeaders headers) {
            Instant now = time.now();
            RateLimit said = RateLimit.of(status, headers, now);
            end(() -> {
                refused += said.refused() ? 1 : 0;
                delayed += said.delayed() && !said.refused() ? 1 : 0;
                pace.answered(request, said, now);
            });
            return said;
        }

        @Override
        public void close() {
            end(() -> pace.lost(request, time.now()));
        }

        private void end(Runnable conclusion) {
            lock.lock();
            try {
                if (!ended) {
                    ended = true;
                    underWay--;
                    conclusion.run();
                    wakeFirst();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
