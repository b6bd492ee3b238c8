package dev.patrol.cli.events;

import dev.patrol.cli.terminal.Counted;
import dev.patrol.cli.terminal.Style;
import dev.patrol.cli.terminal.Times;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.AuditReport;
import dev.patrol.model.Command;
import dev.patrol.model.MailUndelivered;
import dev.patrol.model.Payload;
import dev.patrol.model.PolicyMended;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.Severity;
import dev.patrol.model.SignInRequired;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenDeclared;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenUnused;
import java.util.Locale;

/**
 * What happened, for people.
 *
 * @param word for the eye that looks for one kind of news
 * @param sentence with names as they came
 */
public record EventWords(String word, Style style, String sentence) {
    private static final String DEAD_LETTER_TOPIC = "dead-letter-topic";
    private static final String DEAD_LETTER_REASON = "dead-letter-reason";

    /** The length that all words fit in. */
    public static final int LONGEST_WORD = 11;

    public static EventWords of(Happening happening) {
        if (happening.header(DEAD_LETTER_TOPIC).isPresent()) {
            return new EventWords(
                    "DEAD LETTER",
                    Style.BAD,
                    "from " + happening.headers().get(DEAD_LETTER_TOPIC) + ": "
                            + happening.header(DEAD_LETTER_REASON).orElse("no reason given"));
        }
        if (happening.value() == null) {
            return new EventWords("gone", Style.QUIET, happening.key() + " is not there any more");
        }
        return happening
                .payload()
                .map(EventWords::of)
                .orElseGet(() -> new EventWords(
                        "event",
                        Style.QUIET,
                        happening.type() + " of "
                                + happening.header("ce_subject").orElse(happening.key())));
    }

    public static EventWords of(Payload payload) {
        if (payload instanceof Command command) {
            return CommandWords.of(command);
        }
        if (payload instanceof TokenExpiring expiring) {
            return expiring(expiring);
        }
        if (payload instanceof TokenRotated rotated) {
            return new EventWords(
                    "rotated",
                    Style.GOOD,
                    rotated.previous().displayName() + " -> "
                            + rotated.successor().displayName() + ", version "
                            + rotated.secret().version() + " of "
                            + rotated.secret().name()
                            + "; the previous one dies "
                            + Times.second(rotated.previousDiesAt()) + " at the latest");
        }
        if (payload instanceof TokenRevoked revoked) {
            return revoked(revoked);
        }
        if (payload instanceof RotationFailed failed) {
            return failed(failed);
        }
        if (payload instanceof TokenCompromised compromised) {
            return new EventWords(
                    "COMPROMISED",
                    styleOf(compromised.severity()),
                    compromised.tokenName() + ", " + word(compromised.severity()) + ", " + compromised.rule() + ": "
                            + compromised.reason() + " Asked for: "
                            + compromised.response().name().toLowerCase(Locale.ROOT) + ".");
        }
        if (payload instanceof PolicyViolated violated) {
            String concerned = violated.token() == null
                    ? violated.organization()
                    : violated.token().displayName();
            return new EventWords(
                    "violation",
                    styleOf(violated.severity()),
                    concerned + ", " + word(violated.severity()) + ", " + violated.policy() + ": " + violated.found());
        }
        return AnswerWords.of(payload).orElseGet(() -> quietly(payload));
    }

    private static EventWords quietly(Payload payload) {
        if (payload instanceof RotationAcknowledged said) {
            return new EventWords("in use", Style.PLAIN, said.secretName() + " by " + said.dependent());
        }
        if (payload instanceof SignInRequired required) {
            return new EventWords(
                    "SIGN IN",
                    Style.BAD,
                    String.join(", ", required.organizations()) + ": " + required.found() + " " + required.remedy());
        }
        if (payload instanceof MailUndelivered undelivered) {
            return new EventWords(
                    "NOT MAILED",
                    Style.BAD,
                    undelivered.recipient() + ": " + undelivered.reason() + " " + undelivered.remedy());
        }
        if (payload instanceof PolicyMended mended) {
            String concerned = mended.token() == null
                    ? mended.organization()
                    : mended.token().displayName();
            return new EventWords("mended", Style.GOOD, concerned + ", " + mended.policy() + ": " + mended.reason());
        }
        if (payload instanceof TokenUnused unused) {
            return new EventWords(
                    "unused",
                    Style.PLAIN,
                    unused.token().displayName() + " for " + Counted.of(unused.daysIdle(), "day"));
        }
        if (payload instanceof TokenObserved observed) {
            return new EventWords(
                    "seen",
                    Style.QUIET,
                    observed.token().displayName() + ", "
                            + observed.state().name().toLowerCase(Locale.ROOT) + ", valid until "
                            + Times.minute(observed.token().validTo()));
        }
        if (payload instanceof TokenDeclared declared) {
            return new EventWords(
                    "declared",
                    Style.PLAIN,
                    declared.lineage() + " with "
                            + String.join(" ", declared.declaration().scopes()) + ", by " + declared.requestedBy());
        }
        if (payload instanceof AuditEntry entry) {
            return new EventWords(
                    "audit",
                    Style.QUIET,
                    entry.actionId()
                            + (entry.actorUpn() == null ? "" : " by " + entry.actorUpn())
                            + (entry.ipAddress() == null ? "" : " from " + entry.ipAddress()));
        }
        if (payload instanceof AuditReport report) {
            return new EventWords(
                    "report",
                    Style.PLAIN,
                    report.organization() + ", " + Times.minute(report.from()) + " to " + Times.minute(report.to())
                            + ": " + Counted.of(report.totals().rotations(), "rotation") + ", "
                            + Counted.of(report.totals().failures(), "failure") + ", "
                            + Counted.of(report.totals().incidents(), "incident"));
        }
        return new EventWords("event", Style.QUIET, payload.getClass().getSimpleName() + " of " + payload.subject());
    }

    private static EventWords expiring(TokenExpiring expiring) {
        return new EventWords(
                "expiring",
                expiring.daysLeft() <= 1 ? Style.WARNING : Style.PLAIN,
                expiring.token().displayName() + " has " + Counted.of(expiring.daysLeft(), "day") + " left"
                        + (expiring.rotationDue() ? ", its rotation is due" : ""));
    }

    private static EventWords revoked(TokenRevoked revoked) {
        String who = revoked.requestedBy() == null ? "" : " Asked for by " + revoked.requestedBy() + ".";
        String without = revoked.unacknowledged().isEmpty()
                ? ""
                : " Not acknowledged by " + String.join(", ", revoked.unacknowledged()) + ".";
        return new EventWords(
                "revoked",
                Style.GOOD,
                revoked.token().displayName() + " is dead. " + ended(revoked.reason()) + who + without);
    }

    /** What people wrote, with a full stop, since more follows. */
    private static String ended(String sentence) {
        return sentence.matches("(?s).*[.!?]\\s*") ? sentence : sentence + ".";
    }

    private static EventWords failed(RotationFailed failed) {
        String undone = failed.compensation().isEmpty() ? "" : " " + String.join(" ", failed.compensation());
        return new EventWords(
                "FAILED",
                Style.BAD,
                failed.token().displayName() + " at " + failed.step() + ": " + failed.reason() + undone
                        + (failed.willBeRetried() ? " It will be tried again." : " " + failed.remedy()));
    }

    static Style styleOf(Severity severity) {
        return severity.compareTo(Severity.HIGH) >= 0 ? Style.BAD : Style.WARNING;
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
