package dev.patrol.local.run;

import dev.patrol.local.services.ServiceProcess;
import dev.patrol.local.terminal.SafeText;
import java.util.stream.Collectors;

/** What is said of a service that died. */
final class LastWords {
    private static final int LONGEST_LINE = 240;

    private LastWords() {}

    static String of(ServiceProcess dead) {
        String lines = dead.lastLines().stream()
                .map(line -> System.lineSeparator() + "  " + SafeText.of(line, LONGEST_LINE))
                .collect(Collectors.joining());
        return "The service " + dead.name() + " has ended with exit code " + dead.exitCode() + ". "
                + (lines.isEmpty()
                        ? "It said nothing."
                        : "It said last:" + lines + System.lineSeparator() + "The whole log is " + dead.log());
    }
}
