package dev.patrol.cli.check;

import java.util.List;

/** Stands for what none of the services that are looked at needs. */
record NotNeededCheck(String area, String why) implements Check {
    private static final String ALL = "everything";

    @Override
    public List<String> subjects() {
        return List.of(ALL);
    }

    @Override
    public String whenLate() {
        return "";
    }

    @Override
    public void run(Findings findings) {
        findings.notNeeded(ALL, why);
    }
}
