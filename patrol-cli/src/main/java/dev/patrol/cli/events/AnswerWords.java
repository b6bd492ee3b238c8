package dev.patrol.cli.events;

import dev.patrol.cli.terminal.Counted;
import dev.patrol.cli.terminal.Style;
import dev.patrol.model.BreakGlassAccount;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.BreakGlassProgressed;
import dev.patrol.model.CommandCompleted;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.Payload;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.TokenCreated;
import java.util.Locale;
import java.util.Optional;

/** What came of a command, for people. */
public final class AnswerWords {
    private AnswerWords() {}

    static Optional<EventWords> of(Payload payload) {
        if (payload instanceof CommandCompleted completed) {
            return words("done", Style.GOOD, completed.outcome());
        }
        if (payload instanceof CommandRefused refused) {
            String who = refused.requestedBy() == null ? "" : " It was asked for by " + refused.requestedBy() + ".";
            return words(
                    "REFUSED",
                    Style.BAD,
                    shortType(refused.commandType()) + ", " + refused.code() + ": " + refused.reason() + " "
                            + refused.remedy() + who);
        }
        if (payload instanceof RotationRequested requested) {
            return words(
                    "asked",
                    Style.QUIET,
                    requested.token().displayName()
                            + (requested.tokenRevoked() ? " is being revoked" : " is to be rotated")
                            + (requested.tokenRevoked() && requested.successorWanted() ? " and replaced" : ""));
        }
        if (payload instanceof TokenCreated created) {
            return words(
                    "created",
                    Style.GOOD,
                    created.token().displayName() + " of " + created.token().organization() + ", version "
                            + created.secret().version() + " of "
                            + created.secret().name());
        }
        if (payload instanceof BreakGlassProgressed progressed) {
            return words(
                    "progress",
                    Style.PLAIN,
                    progressed.organization() + " "
                            + progressed.phase().name().toLowerCase(Locale.ROOT) + ": "
                            + ofProgress(progressed.account()));
        }
        if (payload instanceof BreakGlassEnded ended) {
            return words(
                    ended.dryRun() ? "would die" : "ended",
                    isWhole(ended) ? Style.GOOD : Style.BAD,
                    ended.organization() + ": " + of(ended));
        }
        return Optional.empty();
    }

    /** How far it is: those that still live are what is left to do. */
    public static String ofProgress(BreakGlassAccount account) {
        return account.found() + " found, " + account.revoked() + " revoked" + dead(account) + looked(account);
    }

    /** What it came to, for example {@code 12 found, 10 revoked, 2 dead already, 3 users looked at}. */
    public static String of(BreakGlassEnded ended) {
        BreakGlassAccount account = ended.account();
        return ended.dryRun()
                ? account.found() + " would die" + dead(account) + looked(account)
                : account.found() + " found, " + account.revoked() + " revoked" + dead(account)
                        + (account.failed() == 0 ? "" : ", " + account.failed() + " STILL ALIVE") + looked(account);
    }

    private static String dead(BreakGlassAccount account) {
        return account.alreadyDead() == 0 ? "" : ", " + account.alreadyDead() + " dead already";
    }

    private static String looked(BreakGlassAccount account) {
        return ", " + Counted.of(account.users(), "user") + " looked at"
                + (account.unreachable() == 0 ? "" : ", " + account.unreachable() + " OUT OF REACH");
    }

    /** Whether nothing is left that should be dead. A dry run leaves all, but what it can't see it says. */
    public static boolean isWhole(BreakGlassEnded ended) {
        return ended.dryRun() ? ended.account().unreachable() == 0 : ended.isWhole();
    }

    private static Optional<EventWords> words(String word, Style style, String sentence) {
        return Optional.of(new EventWords(word, style, sentence));
    }

    private static String shortType(String type) {
        return type.startsWith("dev.patrol.") ? type.substring("dev.patrol.".length()) : type;
    }
}
