package dev.patrol.cli.check.azure;

import dev.patrol.cli.check.Check;
import dev.patrol.cli.check.Findings;
import java.util.List;

/** Stands where the settings name no organization that could be looked at. */
public record NoOrganizationCheck(List<String> problems) implements Check {
    private static final String SETTINGS = "settings";

    @Override
    public String area() {
        return "Azure DevOps";
    }

    @Override
    public List<String> subjects() {
        return List.of(SETTINGS);
    }

    @Override
    public String whenLate() {
        return "";
    }

    @Override
    public void run(Findings findings) {
        findings.notOk(SETTINGS, String.join(" ", problems));
    }
}
