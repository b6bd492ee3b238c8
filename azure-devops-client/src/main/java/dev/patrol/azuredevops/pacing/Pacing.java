package dev.patrol.azuredevops.pacing;

import java.time.Duration;

/** How calls to one organization are spread over time. Whichever it is, {@code Retry-After} and 429 are obeyed. */
public sealed interface Pacing {
    /** As Azure DevOps lets on, at most 32 at once. */
    Pacing DEFAULT = new Adaptive(32);

    /**
     * As many at once, and as soon, as the rate limit that Azure DevOps tells of allows.
     *
     * @param mostUnderWay calls under way at once while it tells of none, 1 to 1,000; from eight on, urgent calls may be an
     *     eighth more
     */
    record Adaptive(int mostUnderWay) implements Pacing {
        public Adaptive {
            requireCount("mostUnderWay", mostUnderWay);
        }
    }

    /**
     * The classic rule: so many calls, and a pause when all of them are answered.
     *
     * @param size calls of one batch, 1 to 1,000
     * @param pause from a batch's last answer to the next batch, at most an hour
     */
    record Batches(int size, Duration pause) implements Pacing {
        private static final Duration LONGEST = Duration.ofHours(1);

        public Batches {
            requireCount("size", size);
            if (pause.isNegative() || pause.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("pause must be between 0 and 1 h, not " + pause);
            }
        }

        /** Batches of ten with two seconds between them. */
        public static Batches classic() {
            return new Batches(10, Duration.ofSeconds(2));
        }
    }

    private static void requireCount(String name, int count) {
        if (count < 1 || count > 1_000) {
            throw new IllegalArgumentException(name + " must be between 1 and 1000, not " + count);
        }
    }
}
