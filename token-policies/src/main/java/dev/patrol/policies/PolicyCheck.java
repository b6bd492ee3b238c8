package dev.patrol.policies;

import io.quarkus.runtime.configuration.ConfigUtils;
import java.util.List;

/** Whether the policies' settings make sense together, asked before the service starts. */
public final class PolicyCheck {
    private PolicyCheck() {}

    /** What is wrong, a line each. The settings make sense each. */
    public static List<String> problems() {
        return TokenPolicies.problemsOf(ConfigUtils.configBuilder()
                .withMapping(PolicySettings.class)
                .build()
                .getConfigMapping(PolicySettings.class));
    }
}
