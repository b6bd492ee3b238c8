package dev.patrol.audit.detection.rules;

import dev.patrol.audit.detection.Sighting;
import dev.patrol.audit.detection.memory.Past;
import dev.patrol.model.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A token does what administrators do. The list is that of Microsoft Sentinel's rule "PAT used for misuse" (ADO PAT misuse). */
final class AdministrativeAction implements Rule {
    private static final List<String> PARTS = List.of("security.", "project.", "auditlog.", "extension.");
    private static final List<String> ACTIONS = List.of(
            "group.updategroupmembership.add",
            "library.serviceconnectionexecuted",
            "pipelines.pipelinemodified",
            "release.releasepipelinemodified",
            "git.refupdatepoliciesbypassed");

    @Override
    public String name() {
        return "administrative-action";
    }

    @Override
    public Tuning defaults() {
        return Tuning.weak(Severity.HIGH);
    }

    @Override
    public Optional<String> judge(Sighting sighting, Past past, Tuning tuning) {
        String action = sighting.actionId().toLowerCase(Locale.ROOT);
        boolean administrative = ACTIONS.contains(action)
                || PARTS.stream().anyMatch(part -> action.startsWith(part) || action.contains("." + part));
        return sighting.use() && administrative
                ? Optional.of("It did " + sighting.actionId() + ", which is for administrators.")
                : Optional.empty();
    }
}
