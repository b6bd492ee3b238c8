package dev.patrol.e2e.runbook;

import java.util.Optional;

/**
 * Commands of the runbook with what is to come of them.
 *
 * @param section the heading above it
 * @param line where its commands begin in the document
 * @param commands for a shell, as they stand there
 * @param notRehearsed why it is for people only; empty where it is carried out
 */
record Box(String section, int line, String commands, Outcome outcome, Optional<String> notRehearsed) {
    @Override
    public String toString() {
        return "line " + line + ": " + commands.lines().findFirst().orElse("");
    }
}
