package dev.patrol.audit.detection.rules;

import dev.patrol.audit.detection.Sighting;
import dev.patrol.audit.detection.memory.Generation;
import dev.patrol.audit.detection.memory.Past;
import dev.patrol.model.Response;
import dev.patrol.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Used although it was revoked or had expired. What was under way at the end is allowed its time. */
final class UsedAfterEnd implements Rule {
    @Override
    public String name() {
        return "used-after-end";
    }

    @Override
    public Tuning defaults() {
        return Tuning.strong(Severity.CRITICAL, Response.REVOKE).within(Duration.ofHours(1));
    }

    @Override
    public Optional<String> judge(Sighting sighting, Past past, Tuning tuning) {
        if (!sighting.use()) {
            return Optional.empty();
        }
        Generation generation = past.generation(sighting.authorizationId());
        Instant latest = sighting.time().minus(tuning.window());
        if (generation.revokedAt() != null && !generation.revokedAt().isAfter(latest)) {
            return Optional.of("It was used after it was revoked at " + generation.revokedAt() + ".");
        }
        return endOf(sighting, generation)
                .filter(end -> !end.isAfter(latest))
                .map(end -> "It was used after it had expired at " + end + ".");
    }

    /** Empty also where the token was changed since it was last looked at: it may have been prolonged. */
    private static Optional<Instant> endOf(Sighting sighting, Generation generation) {
        boolean changedSince = sighting.token() != null
                && generation.changedAt() != null
                && generation.changedAt().isAfter(sighting.token().knownAt());
        if (changedSince && generation.extendedTo() == null) {
            return Optional.empty();
        }
        Optional<Instant> known = Optional.ofNullable(sighting.token()).map(token -> token.validTo());
        return Optional.ofNullable(generation.extendedTo())
                .filter(extended -> known.isEmpty() || extended.isAfter(known.get()))
                .or(() -> known);
    }
}
