package dev.patrol.cli.breakglass;

import dev.patrol.cli.events.AnswerWords;
import dev.patrol.model.BreakGlassAccount;
import dev.patrol.model.BreakGlassProgressed;
import java.util.Locale;

/** How far a break-glass is, on one line. */
final class ProgressBar {
    private static final int LENGTH = 30;

    private ProgressBar() {}

    static String of(BreakGlassProgressed progressed) {
        BreakGlassAccount account = progressed.account();
        String phase = progressed.phase().name().toLowerCase(Locale.ROOT);
        int dead = account.revoked() + account.alreadyDead();
        int filled = account.found() == 0 ? 0 : (int) Math.min(LENGTH, (long) dead * LENGTH / account.found());
        return "[" + "#".repeat(filled) + ".".repeat(LENGTH - filled) + "] " + phase + ", "
                + AnswerWords.ofProgress(account);
    }
}
