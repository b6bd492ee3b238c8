package dev.patrol.rotator.policy;

import static java.util.Objects.requireNonNull;

import dev.patrol.model.Severity;

/**
 * Why a token is not to be made.
 *
 * @param severity HIGH where it looks like an attempt to get more than anybody may
 * @param rule stable name of the rule, for programs
 * @param reason one sentence for people
 * @param remedy what a person can do
 */
public record Objection(Severity severity, String rule, String reason, String remedy) {
    public Objection {
        requireNonNull(severity, "severity");
        requireNonNull(rule, "rule");
        requireNonNull(reason, "reason");
        requireNonNull(remedy, "remedy");
    }
}
