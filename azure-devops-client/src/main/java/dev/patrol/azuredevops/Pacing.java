package dev.patrol.azuredevops;

import java.time.Duration;

/** How calls are spread over time. It holds for all callers of one client, for each organization apart. */
public sealed interface Pacing {
    /** As many at once as Azure DevOps lets on, at most 32. */
    Pacing DEFAULT = new Adaptive(32);

    /**
     * As many at once, and as soon, as the answers' rate headers allow.
     *
     * @param mostUnderWay calls under way at once while Azure DevOps says nothing
     */
    record Adaptive(int mostUnderWay) implements Pacing {
        public Adaptive {
            requirePositive(mostUnderWay);
        }
    }

    /**
     * The classic rule: so many calls, and a pause when all of them are answered.
     *
     * @param size calls of one batch
     * @param pause from a batch's last answer to the next batch
     */
    record Batches(int size, Duration pause) implements Pacing {
        public Batches {
            requirePositive(size);
            if (pause.isNegative()) {
                throw new IllegalArgumentException("A pause of " + pause + " is none");
            }
        }
    }

    private static void requirePositive(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("At least one call must be allowed, not " + calls);
        }
    }
}
