package dev.patrol.audit.detection.rules;

import io.quarkus.runtime.configuration.ConfigUtils;
import java.util.List;

/** Whether the detector's settings make sense together, asked before the service starts. */
public final class DetectionCheck {
    private DetectionCheck() {}

    /** What is wrong, a line each. The settings make sense each. */
    public static List<String> problems() {
        return Ruleset.problemsOf(ConfigUtils.configBuilder()
                .withMapping(DetectionSettings.class)
                .build()
                .getConfigMapping(DetectionSettings.class));
    }
}
