package dev.patrol.azuredevops.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** What servers say of rate limits. */
final class Answers {
    static final RateLimit SILENT =
            new RateLimit(false, false, Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());

    private Answers() {}

    static RateLimit remaining(int remaining, int limit, Instant reset) {
        return new RateLimit(
                false, false, Optional.empty(), OptionalInt.of(limit), OptionalInt.of(remaining), Optional.of(reset));
    }

    static RateLimit waitFor(Duration wait) {
        return new RateLimit(
                false, false, Optional.of(wait), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    static RateLimit delayed(Duration wait) {
        return new RateLimit(
                false, true, Optional.of(wait), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    static RateLimit refused(Optional<Duration> wait) {
        return new RateLimit(true, false, wait, OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }
}
