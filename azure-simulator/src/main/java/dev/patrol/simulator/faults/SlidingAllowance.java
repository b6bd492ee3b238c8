package dev.patrol.simulator.faults;

import dev.patrol.simulator.policies.Allowance;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Counts the requests of each caller in a sliding window. A refused request does not count. */
public final class SlidingAllowance {

    private static final int CALLERS = 1000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** What a request may do. */
    public enum Verdict {
        AT_ONCE,
        DELAYED,
        REFUSED
    }

    /**
     * The verdict on one request.
     *
     * @param remaining requests left that are answered at once
     * @param freeInMillis when the oldest request leaves the window
     * @param emptyInMillis when the newest does
     */
    public record Decision(Verdict verdict, int remaining, long freeInMillis, long emptyInMillis) {}

    private final Map<String, Deque<Long>> requests = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Long>> eldest) {
            return size() > CALLERS;
        }
    };
    private final LongSupplier nanoTime;

    public SlidingAllowance(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    public synchronized Decision admit(String caller, Allowance allowance) {
        long now = nanoTime.getAsLong();
        long window = allowance.windowMillis() * NANOS_PER_MILLI;
        Deque<Long> times = requests.computeIfAbsent(caller, key -> new ArrayDeque<>());
        while (!times.isEmpty() && now - times.peekFirst() >= window) {
            times.pollFirst();
        }
        int used = times.size();
        Verdict verdict = used < allowance.requests()
                ? Verdict.AT_ONCE
                : used < allowance.requests() + allowance.delayed() ? Verdict.DELAYED : Verdict.REFUSED;
        if (verdict != Verdict.REFUSED) {
            times.addLast(now);
        }
        long freeIn = times.isEmpty() ? 0 : times.peekFirst() + window - now;
        long emptyIn = times.isEmpty() ? 0 : times.peekLast() + window - now;
        return new Decision(
                verdict, Math.max(0, allowance.requests() - times.size()), wholeMillis(freeIn), wholeMillis(emptyIn));
    }

    private static long wholeMillis(long nanos) {
        return Math.max(1, (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
    }
}
