package dev.patrol.cli.events;

import dev.patrol.cli.terminal.Style;
import dev.patrol.model.BreakGlassAccount;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.BreakGlassProgressed;
import dev.patrol.model.CommandCompleted;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.Payload;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.TokenCreated;
import java.util.ArrayList;
import java.util.List;
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
                            + sentence(progressed.account(), false));
        }
        if (payload instanceof BreakGlassEnded ended) {
            return words(
                    ended.dryRun() ? "would die" : "ended",
                    ended.isWhole() ? Style.GOOD : Style.BAD,
                    ended.organization() + ": " + sentence(ended.account(), ended.dryRun()));
        }
        return Optional.empty();
    }

    /** For example {@code 12 found, 10 revoked, 2 dead already}; what is zero and no news is left out. */
    public static String sentence(BreakGlassAccount account, boolean dryRun) {
        List<String> parts = new ArrayList<>();
        parts.add(account.found() + (dryRun ? " would die" : " found"));
        if (!dryRun) {
            parts.add(account.revoked() + " revoked");
        }
        if (account.alreadyDead() > 0) {
            parts.add(account.alreadyDead() + " dead already");
        }
        if (account.failed() > 0) {
            parts.add(account.failed() + " STILL ALIVE");
        }
        parts.add((account.users() == 1 ? "1 user" : account.users() + " users") + " looked at");
        if (account.unreachable() > 0) {
            parts.add(account.unreachable() + " OUT OF REACH");
        }
        return String.join(", ", parts);
    }

    private static Optional<EventWords> words(String word, Style style, String sentence) {
        return Optional.of(new EventWords(word, style, sentence));
    }

    private static String shortType(String type) {
        return type.startsWith("dev.patrol.") ? type.substring("dev.patrol.".length()) : type;
    }
}
