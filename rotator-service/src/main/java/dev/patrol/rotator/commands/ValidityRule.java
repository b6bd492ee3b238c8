package dev.patrol.rotator.commands;

import dev.patrol.rotator.policy.CreationPolicy;
import dev.patrol.rotator.policy.LongestValidity;
import dev.patrol.rotator.rotation.RotationSettings;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long a token may live that a command has made, by the settings. */
public final class ValidityRule {
    private static final Duration USUAL = Duration.ofDays(90);

    private ValidityRule() {}

    @Produces
    @Singleton
    static CreationPolicy longestValidity(CommandSettings commands, RotationSettings rotations) {
        return new LongestValidity(longest(commands.longestValidity(), rotations.validDays()));
    }

    /** What a restore issues anew lives as long as any successor, and is not to be too long by default. */
    static Duration longest(Optional<Duration> chosen, int validDays) {
        return chosen.orElseGet(() -> {
            Duration successors = Duration.ofDays(validDays);
            return successors.compareTo(USUAL) > 0 ? successors : USUAL;
        });
    }

    /** What is wrong with the settings together, a line each. */
    public static List<String> problemsOf(SmallRyeConfig config) {
        return problemsOf(
                config.getOptionalValue("patrol.commands.longest-validity", Duration.class),
                config.getValue("patrol.rotation.valid-days", Integer.class));
    }

    static List<String> problemsOf(Optional<Duration> chosen, int validDays) {
        return chosen.filter(longest -> longest.compareTo(Duration.ofDays(validDays)) < 0)
                .map(longest -> List.of("NEW_TOKEN_VALID_DAYS is " + validDays
                        + " and PATROL_COMMANDS_LONGEST_VALIDITY " + longest
                        + ": no restore could issue a token anew. The longest validity should not be shorter than a"
                        + " successor's."))
                .orElseGet(List::of);
    }
}
