package dev.patrol.audit.detection.rules;

import io.quarkus.runtime.configuration.ConfigUtils;
import java.util.List;
import java.util.stream.Stream;

/** Whether the detector's settings make sense together, asked before the service starts. */
public final class DetectionCheck {
    private DetectionCheck() {}

    /** What is wrong, a line each. The settings make sense each. */
    public static List<String> problems() {
        DetectionSettings settings = ConfigUtils.configBuilder()
                .withMapping(DetectionSettings.class)
                .build()
                .getConfigMapping(DetectionSettings.class);
        return Stream.of(Ruleset.problemsOf(settings), StateDirectory.problemsOf(settings.stateDirectory()))
                .flatMap(List::stream)
                .toList();
    }
}
