package dev.patrol.scanner.policies;

import dev.patrol.model.PolicyViolated;
import java.util.List;
import java.util.Set;

/**
 * What came of looking at something that belongs to an organization as a whole.
 *
 * @param unjudged policies of which nothing can be said this time
 * @param unseen what was not seen, a sentence each
 */
record Outcome(List<PolicyViolated> found, Set<String> unjudged, List<String> unseen) {
    Outcome {
        found = List.copyOf(found);
        unjudged = Set.copyOf(unjudged);
        unseen = List.copyOf(unseen);
    }

    static Outcome nothing() {
        return new Outcome(List.of(), Set.of(), List.of());
    }
}
