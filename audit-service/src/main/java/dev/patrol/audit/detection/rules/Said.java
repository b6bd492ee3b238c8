package dev.patrol.audit.detection.rules;

import dev.patrol.audit.detection.Sighting;
import dev.patrol.audit.detection.memory.Past;
import dev.patrol.model.Response;
import dev.patrol.model.Severity;
import java.util.Optional;

/** Azure DevOps itself says it, by an action that means nothing else. */
final class Said implements Rule {
    private final String name;
    private final String action;
    private final Tuning defaults;
    private final String reason;

    private Said(String name, String action, Tuning defaults, String reason) {
        this.name = name;
        this.action = action;
        this.defaults = defaults;
        this.reason = reason;
    }

    static Said publicDiscovery() {
        return new Said(
                "public-discovery",
                "Token.PatPublicDiscoveryEvent",
                Tuning.strong(Severity.CRITICAL, Response.ROTATE),
                "Azure DevOps found it in a public repository.");
    }

    static Said systemRevocation() {
        return new Said(
                "system-revoked",
                "Token.PatSystemRevokeEvent",
                Tuning.strong(Severity.HIGH, Response.ROTATE),
                "Azure DevOps revoked it by itself, so that what used it has no working token.");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Tuning defaults() {
        return defaults;
    }

    @Override
    public Optional<String> judge(Sighting sighting, Past past, Tuning tuning) {
        return sighting.isAction(action) ? Optional.of(reason) : Optional.empty();
    }
}
