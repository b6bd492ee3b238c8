package dev.patrol.audit.detection.rules;

import dev.patrol.audit.detection.Sighting;
import dev.patrol.audit.detection.memory.Past;
import dev.patrol.model.Severity;
import java.time.Duration;
import java.util.Optional;

/** Active again after a long silence. Silence means no audited action: the log shows no reads. */
final class DormantToken implements Rule {
    @Override
    public String name() {
        return "dormant-token";
    }

    @Override
    public Tuning defaults() {
        return Tuning.weak(Severity.MEDIUM).within(Duration.ofDays(60));
    }

    @Override
    public Optional<String> judge(Sighting sighting, Past past, Tuning tuning) {
        if (!sighting.use()) {
            return Optional.empty();
        }
        return past.lastSeen()
                .map(last -> Duration.between(last, sighting.time()))
                .filter(silence -> silence.compareTo(tuning.window()) >= 0)
                .map(silence -> "It was used after %s days without an audited action.".formatted(silence.toDays()));
    }
}
