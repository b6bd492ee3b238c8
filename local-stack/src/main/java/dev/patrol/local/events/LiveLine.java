package dev.patrol.local.events;

import dev.patrol.local.terminal.SafeText;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.BreakGlassAccount;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.BreakGlassProgressed;
import dev.patrol.model.Command;
import dev.patrol.model.CommandCompleted;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.MailUndelivered;
import dev.patrol.model.Payload;
import dev.patrol.model.PolicyMended;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.SignInRequired;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenCreated;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenUnused;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** A happening as one line for people. */
public final class LiveLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_SENTENCE = 110;

    private LiveLine() {}

    /** The line, or empty for what is no news: the inventory, audit entries, and how far something has come. */
    public static Optional<String> of(Happening happening) {
        Payload payload = happening.payload();
        if (payload instanceof TokenObserved
                || payload instanceof AuditEntry
                || payload instanceof BreakGlassProgressed
                || payload instanceof RotationRequested) {
            return Optional.empty();
        }
        return Optional.of(line(happening.time(), payload));
    }

    /** A line for something that is on no topic of events. */
    public static String line(Instant time, String word, String what) {
        return String.format(Locale.ROOT, "%s  %-11s %s", TIME.format(time), word, SafeText.of(what, LONGEST_SENTENCE));
    }

    private static String line(Instant time, Payload payload) {
        if (payload instanceof TokenExpiring expiring) {
            String due = expiring.rotationDue() ? ", rotation is due" : "";
            return line(time, "expiring", name(expiring.token()) + " has " + days(expiring.daysLeft()) + due);
        }
        if (payload instanceof TokenRotated rotated) {
            return line(time, "rotated", name(rotated.previous()) + " -> " + name(rotated.successor()));
        }
        if (payload instanceof TokenRevoked revoked) {
            return line(time, "revoked", name(revoked.token()) + " is dead");
        }
        if (payload instanceof RotationAcknowledged said) {
            return line(time, "in use", name(said.secretName()) + " by " + name(said.dependent()) + ", acknowledged");
        }
        if (payload instanceof RotationFailed failed) {
            return line(time, "FAILED", name(failed.token()) + " at " + failed.step() + ": " + failed.reason());
        }
        if (payload instanceof PolicyViolated violated) {
            String concerned = violated.token() == null ? violated.organization() : name(violated.token());
            return line(time, "violation", concerned + ", " + violated.policy() + ": " + violated.found());
        }
        if (payload instanceof PolicyMended mended) {
            String concerned = mended.token() == null ? mended.organization() : name(mended.token());
            return line(time, "mended", concerned + ", " + mended.policy() + ": " + mended.reason());
        }
        if (payload instanceof SignInRequired required) {
            return line(time, "SIGN IN", required.subject() + ": " + required.found());
        }
        if (payload instanceof MailUndelivered undelivered) {
            return line(time, "NOT MAILED", undelivered.recipient() + ": " + undelivered.reason());
        }
        if (payload instanceof TokenCompromised compromised) {
            return line(time, "COMPROMISED", name(compromised.tokenName()) + ": " + compromised.reason());
        }
        if (payload instanceof TokenUnused unused) {
            return line(time, "unused", name(unused.token()) + " for " + unused.daysIdle() + " days");
        }
        if (payload instanceof CommandRefused refused) {
            return line(time, "REFUSED", "a command of " + name(asker(refused)) + ": " + refused.reason());
        }
        if (payload instanceof CommandCompleted completed) {
            return line(time, "done", completed.outcome());
        }
        if (payload instanceof BreakGlassEnded ended) {
            return line(time, "BREAK GLASS", ended.organization() + ": " + account(ended));
        }
        if (payload instanceof TokenCreated created) {
            return line(
                    time,
                    "created",
                    name(created.token()) + ", stored in "
                            + name(created.secret().name()));
        }
        if (payload instanceof Command command) {
            return line(time, "command", command.getClass().getSimpleName() + ": " + command.reason());
        }
        return line(time, "event", payload.getClass().getSimpleName() + " of " + payload.subject());
    }

    private static String asker(CommandRefused refused) {
        return refused.requestedBy() == null ? "somebody" : refused.requestedBy();
    }

    private static String account(BreakGlassEnded ended) {
        BreakGlassAccount account = ended.account();
        return ended.dryRun()
                ? account.found() + " tokens would die"
                : account.revoked() + " of " + account.found() + " tokens revoked, " + account.failed()
                        + " still alive";
    }

    private static String days(int left) {
        return left == 1 ? "1 day left" : left + " days left";
    }

    private static String name(Token token) {
        return name(token.displayName());
    }

    private static String name(String given) {
        return SafeText.of(given, LONGEST_NAME);
    }
}
