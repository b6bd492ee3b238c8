package dev.patrol.rotator.commands;

import dev.patrol.model.Severity;
import dev.patrol.rotator.policy.Objection;

/**
 * Why a command is not carried out.
 *
 * @param severity HIGH where it looks like an attempt of somebody who may not, or like a replay
 * @param code stable word for programs
 * @param reason one sentence for people
 * @param remedy what a person can do
 */
record Refusal(Severity severity, String code, String reason, String remedy) {
    static Refusal mistake(String code, String reason, String remedy) {
        return new Refusal(Severity.LOW, code, reason, remedy);
    }

    static Refusal suspicious(String code, String reason, String remedy) {
        return new Refusal(Severity.HIGH, code, reason, remedy);
    }

    static Refusal of(Objection objection) {
        return new Refusal(objection.severity(), objection.rule(), objection.reason(), objection.remedy());
    }

    /** A refusal on the way to doing it. */
    static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Refusal refusal;

        Thrown(Refusal refusal) {
            super(refusal.reason());
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }
}
