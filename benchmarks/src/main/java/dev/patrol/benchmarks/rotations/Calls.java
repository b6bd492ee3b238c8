package dev.patrol.benchmarks.rotations;

import dev.patrol.benchmarks.harness.Site;
import dev.patrol.simulator.calls.CallRecord;
import dev.patrol.simulator.http.Api;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the simulator was asked.
 *
 * @param counts by API and outcome
 * @param changes calls that changed something, in the order of their answers
 */
record Calls(Map<String, Map<String, Long>> counts, List<CallRecord> changes) {
    private static final String REFUSED = "429";

    static Calls of(Site site) {
        return new Calls(
                site.control().callCounts(),
                site.control().sideEffects(0).stream()
                        .filter(call -> !call.changed().isEmpty())
                        .toList());
    }

    long of(Api api) {
        return counts.getOrDefault(api.wireName(), Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** When the calls of a kind that changed something did their work. */
    Stream<Instant> times(Api api) {
        return changes.stream()
                .filter(call -> call.api().equals(api.wireName()))
                .map(CallRecord::time);
    }

    /** When the last call of a kind did its work; the epoch if there was none. */
    Instant last(Api api) {
        return times(api).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }

    /** Requests that were refused since there were too many. */
    long refused() {
        return counts.values().stream()
                .flatMap(outcomes -> outcomes.entrySet().stream())
                .filter(outcome -> outcome.getKey().startsWith(REFUSED))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
