package dev.patrol.rotator.policy;

import dev.patrol.model.Severity;
import java.time.Duration;
import java.util.Optional;

/** How long a token may live that a command has made. */
public final class LongestValidity implements CreationPolicy {
    private final Duration longest;

    public LongestValidity(Duration longest) {
        this.longest = longest;
    }

    @Override
    public Optional<Objection> objectionTo(PlannedToken planned) {
        Duration validity = planned.validity();
        if (validity.isNegative() || validity.isZero()) {
            return Optional.of(new Objection(
                    Severity.LOW, "no-validity", "The token would be dead at once.", "Ask for a validity above zero."));
        }
        if (validity.compareTo(longest) > 0) {
            return Optional.of(
                    new Objection(
                            Severity.LOW,
                            "too-long-validity",
                            "The token would live for " + words(validity) + "; allowed are " + words(longest) + ".",
                            "Ask for a shorter life, since Patrol rotates it anyway, or raise patrol.commands.longest-validity."));
        }
        return Optional.empty();
    }

    /** Where it is not of whole days, exactly, since 90 days and a second are more than 90. */
    private static String words(Duration duration) {
        return duration.equals(Duration.ofDays(duration.toDays())) ? duration.toDays() + " days" : duration.toString();
    }
}
