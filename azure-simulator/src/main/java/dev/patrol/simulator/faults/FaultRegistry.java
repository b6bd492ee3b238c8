package dev.patrol.simulator.faults;

import dev.patrol.simulator.http.Api;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The faults and latencies in force. Durations are measured by a monotonic clock, never by the simulated one. A call
 * meets at most one failure (the one that was added first) and any number of latencies.
 */
public final class FaultRegistry {

    private static final int LIMIT = 1000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /**
     * A fault and how often it has struck.
     *
     * @param id by which it can be taken away again
     */
    public record Active(long id, Fault fault, long matched, long struck) {}

    private static final class Entry {
        private final long id;
        private final Fault fault;
        private final long endsAtNanos;
        private long matched;
        private long struck;

        private Entry(long id, Fault fault, long endsAtNanos) {
            this.id = id;
            this.fault = fault;
            this.endsAtNanos = endsAtNanos;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Map<Api, Long> latencies = new EnumMap<>(Api.class);
    private final LongSupplier nanoTime;
    private long lastId;

    public FaultRegistry(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * @return the fault's id
     * @throws IllegalArgumentException if there are too many faults already
     */
    public synchronized long add(Fault fault) {
        forgetEnded();
        if (entries.size() >= LIMIT) {
            throw new IllegalArgumentException("There are " + LIMIT + " faults already; delete some first.");
        }
        long end = fault.forMillis() == null ? 0 : nanoTime.getAsLong() + fault.forMillis() * NANOS_PER_MILLI;
        entries.add(new Entry(++lastId, fault, end));
        return lastId;
    }

    /** Takes one fault away; false if there is none of that id. */
    public synchronized boolean remove(long id) {
        return entries.removeIf(entry -> entry.id == id);
    }

    /** Takes all faults and latencies away. */
    public synchronized void clear() {
        entries.clear();
        latencies.clear();
    }

    /** Makes every call of an API late, until told otherwise; 0 for no longer. */
    public synchronized void setLatency(Api api, long millis) {
        if (millis == 0) {
            latencies.remove(api);
        } else {
            latencies.put(api, millis);
        }
    }

    public synchronized Map<String, Long> latencies() {
        Map<String, Long> byName = new TreeMap<>();
        latencies.forEach((api, millis) -> byName.put(api.wireName(), millis));
        return byName;
    }

    /** The faults that have not ended yet. */
    public synchronized List<Active> active() {
        forgetEnded();
        return entries.stream()
                .map(entry -> new Active(entry.id, entry.fault, entry.matched, entry.struck))
                .toList();
    }

    /** Decides what goes wrong with a call, and counts it. */
    public synchronized FaultPlan plan(Api api, String organization, String target) {
        forgetEnded();
        long before = latencies.getOrDefault(api, 0L);
        long after = 0;
        Optional<Fault> failure = Optional.empty();
        for (Entry entry : entries) {
            Fault fault = entry.fault;
            boolean latency = fault.kind() == FaultKind.LATENCY;
            if (!latency && failure.isPresent() || !fault.matches(api, organization, target) || !strikes(entry)) {
                continue;
            }
            if (!latency) {
                failure = Optional.of(fault);
            } else if (fault.afterWork()) {
                after += fault.millis();
            } else {
                before += fault.millis();
            }
        }
        forgetEnded();
        return new FaultPlan(before, after, failure);
    }

    private static boolean strikes(Entry entry) {
        long ordinal = entry.matched++ - entry.fault.skip();
        boolean strikes = ordinal >= 0 && ordinal % entry.fault.every() == 0;
        if (strikes) {
            entry.struck++;
        }
        return strikes;
    }

    private void forgetEnded() {
        long now = nanoTime.getAsLong();
        entries.removeIf(entry -> entry.fault.times() != null && entry.struck >= entry.fault.times()
                || entry.fault.forMillis() != null && now - entry.endsAtNanos >= 0);
    }
}
