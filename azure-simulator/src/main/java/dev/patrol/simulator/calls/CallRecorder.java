package dev.patrol.simulator.calls;

import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.http.Effect;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts all calls and remembers the last ones that had side effects. */
public final class CallRecorder {

    private static final int CAPACITY = 100_000;

    private final Map<String, Map<String, Long>> counts = new TreeMap<>();
    private final Deque<CallRecord> sideEffecting = new ArrayDeque<>();
    private long lastSequence;

    /**
     * @param time when the work was done, or would have been
     */
    public synchronized void record(
            Instant time, Api api, String organization, String target, String outcome, Effect effect) {
        counts.computeIfAbsent(api.wireName(), name -> new TreeMap<>()).merge(outcome, 1L, Long::sum);
        if (!api.sideEffecting()) {
            return;
        }
        if (sideEffecting.size() == CAPACITY) {
            sideEffecting.pollFirst();
        }
        sideEffecting.addLast(
                new CallRecord(++lastSequence, time, api.wireName(), organization, target, outcome, effect.subjects()));
    }

    /** Calls by API and outcome. */
    public synchronized Map<String, Map<String, Long>> counts() {
        Map<String, Map<String, Long>> copy = new TreeMap<>();
        counts.forEach((api, outcomes) -> copy.put(api, new TreeMap<>(outcomes)));
        return copy;
    }

    /** How often an API was called, whatever came of it. */
    public synchronized long count(Api api) {
        return counts.getOrDefault(api.wireName(), Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Calls with side effects that came after the given sequence number, oldest first. */
    public synchronized List<CallRecord> since(long sequence) {
        return sideEffecting.stream().filter(call -> call.sequence() > sequence).toList();
    }

    public synchronized void clear() {
        counts.clear();
        sideEffecting.clear();
    }
}
