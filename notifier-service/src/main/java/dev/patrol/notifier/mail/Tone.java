package dev.patrol.notifier.mail;

import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.Event;
import dev.patrol.model.MessageType;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Trigger;

/**
 * How a mail wants to be read, the most pressing last. The first words of the subject follow from it, so that people can
 * filter by them.
 */
public enum Tone {
    /** Good to know. */
    ROUTINE("[Patrol]", false),
    /** Somebody has to do something, some day. */
    ATTENTION("[Patrol]", false),
    /** Patrol could not do its work. */
    FAILED("[Patrol][FAILED]", true),
    /** Somebody may be up to something. */
    SECURITY("[Patrol][SECURITY]", true);

    private final String subjectPrefix;
    private final boolean urgent;

    Tone(String subjectPrefix, boolean urgent) {
        this.subjectPrefix = subjectPrefix;
        this.urgent = urgent;
    }

    static Tone of(Event event) {
        return switch (MessageType.of(event)) {
            case TOKEN_COMPROMISED -> SECURITY;
            case TOKEN_REVOKED -> of(((TokenRevoked) event).trigger());
            case TOKEN_ROTATED -> of(((TokenRotated) event).trigger());
            case POLICY_VIOLATED -> of(((PolicyViolated) event).severity());
            case COMMAND_REFUSED -> of(((CommandRefused) event).severity());
            case BREAK_GLASS_ENDED -> ((BreakGlassEnded) event).dryRun() ? ATTENTION : SECURITY;
            case ROTATION_FAILED, SIGN_IN_REQUIRED, MAIL_UNDELIVERED -> FAILED;
            case TOKEN_EXPIRING -> ((TokenExpiring) event).isRotatedByPatrol() ? ROUTINE : ATTENTION;
            case TOKEN_UNUSED -> ATTENTION;
            default -> ROUTINE;
        };
    }

    private static Tone of(Severity severity) {
        return severity.compareTo(Severity.HIGH) >= 0 ? SECURITY : ATTENTION;
    }

    private static Tone of(Trigger trigger) {
        return trigger == Trigger.COMPROMISE ? SECURITY : ROUTINE;
    }

    public String subjectPrefix() {
        return subjectPrefix;
    }

    public boolean isUrgent() {
        return urgent;
    }
}
