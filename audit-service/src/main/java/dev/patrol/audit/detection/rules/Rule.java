package dev.patrol.audit.detection.rules;

import dev.patrol.audit.detection.Sighting;
import dev.patrol.audit.detection.memory.Past;
import java.util.Optional;

/** Says of an entry, in the light of what came before, whether it is suspicious. Pure: no clock, no memory of its own. */
public interface Rule {
    /** Name in settings, events and documents. */
    String name();

    Tuning defaults();

    /**
     * @return why it is suspicious, in one sentence; empty where it is not, and where the entry lacks what the rule looks at
     */
    Optional<String> judge(Sighting sighting, Past past, Tuning tuning);
}
