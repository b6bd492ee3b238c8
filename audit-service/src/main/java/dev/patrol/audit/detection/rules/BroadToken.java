package dev.patrol.audit.detection.rules;

import dev.patrol.audit.detection.DescribedToken;
import dev.patrol.audit.detection.Sighting;
import dev.patrol.audit.detection.memory.Past;
import dev.patrol.model.Response;
import dev.patrol.model.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A token was created with more than the policy allows: full access, every organization, or too long a life. */
final class BroadToken implements Rule {
    /** Slack for a token of exactly the longest lifetime, whose two times are rounded apart. */
    private static final Duration SLACK = Duration.ofHours(1);

    @Override
    public String name() {
        return "broad-token";
    }

    /** The window is the longest lifetime. */
    @Override
    public Tuning defaults() {
        return Tuning.strong(Severity.MEDIUM, Response.NOTIFY).within(Duration.ofDays(90));
    }

    @Override
    public Optional<String> judge(Sighting sighting, Past past, Tuning tuning) {
        if (!sighting.isAction("Token.PatCreateEvent") || sighting.described() == null) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        DescribedToken token = sighting.described();
        if (token.isFullScope()) {
            found.add("full access");
        }
        if (token.allOrganizations()) {
            found.add("access to every organization of its owner");
        }
        token.lifetime()
                .filter(lifetime -> lifetime.compareTo(tuning.window().plus(SLACK)) > 0)
                .ifPresent(lifetime -> found.add("a life of %s days (the policy allows %s)"
                        .formatted(lifetime.toDays(), tuning.window().toDays())));
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of("It was created with " + String.join(" and ", found) + ".");
    }
}
