package dev.patrol.azuredevops.pacing;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
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
    private final Map<Urgency, Map<Ending, Long>> ended = new EnumMap<>(Urgency.class);
    private long delayed;

    Governor(Pacing pacing, Duration patience, Time time) {
        this.patience = patience;
        this.time = time;
        this.pace = Pace.of(pacing);
        for (Urgency urgency : Urgency.values()) {
            waiting.put(urgency, new ArrayDeque<>());
            ended.put(urgency, new EnumMap<>(Ending.class));
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
            return new Passage(urgency, pace.started(counted, now));
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
            Duration paused =
                    pace.pausedUntil().isAfter(now) ? Duration.between(now, pace.pausedUntil()) : Duration.ZERO;
            return new GovernorState(
                    underWay,
                    urgent().size(),
                    routine().size(),
                    Map.of(
                            Urgency.URGENT, Map.copyOf(ended.get(Urgency.URGENT)),
                            Urgency.ROUTINE, Map.copyOf(ended.get(Urgency.ROUTINE))),
                    delayed,
                    paused,
                    paused.isZero() ? pace.perSecond() : OptionalDouble.of(0),
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
        private final Urgency urgency;
        private final Pace.Request request;
        private boolean ended;

        private Passage(Urgency urgency, Pace.Request request) {
            this.urgency = urgency;
            this.request = request;
        }

        /** The request was answered; gives what the answer says of the rate limit. */
        public RateLimit answered(int status, HttpHeaders headers) {
            Instant now = time.now();
            RateLimit said = RateLimit.of(status, headers, now);
            end(Ending.with(status), () -> {
                delayed += said.delayed() && !said.refused() ? 1 : 0;
                pace.answered(request, said, now);
            });
            return said;
        }

        @Override
        public void close() {
            end(Ending.LOST, () -> pace.lost(request, time.now()));
        }

        private void end(Ending ending, Runnable conclusion) {
            lock.lock();
            try {
                if (!ended) {
                    ended = true;
                    underWay--;
                    Governor.this.ended.get(urgency).merge(ending, 1L, Long::sum);
                    conclusion.run();
                    wakeFirst();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
