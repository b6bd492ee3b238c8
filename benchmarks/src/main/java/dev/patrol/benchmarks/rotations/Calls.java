package dev.patrol.benchmarks.rotations;

import dev.patrol.benchmarks.harness.Site;
import dev.patrol.simulator.http.Api;
import java.util.Map;

/**
 * What the simulator was asked.
 *
 * @param counts by API and outcome
 */
record Calls(Map<String, Map<String, Long>> counts) {
    private static final String REFUSED = "429";

    static Calls of(Site site) {
        return new Calls(site.control().callCounts());
    }

    long of(Api api) {
        return counts.getOrDefault(api.wireName(), Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
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
