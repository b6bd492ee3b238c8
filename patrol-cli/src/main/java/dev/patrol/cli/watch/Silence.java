package dev.patrol.cli.watch;

import dev.patrol.cli.terminal.Console;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Where nothing comes for a while, finds out whether nothing happens or the brokers are away, and says so once each time. */
final class Silence {
    private final Duration patience;
    private final BooleanSupplier isAnswered;
    private final Console console;
    private long since = System.nanoTime();
    private boolean away;

    Silence(Duration patience, BooleanSupplier isAnswered, Console console) {
        this.patience = patience;
        this.isAnswered = isAnswered;
        this.console = console;
    }

    void heard(boolean something) {
        if (!something && System.nanoTime() - since < patience.toNanos()) {
            return;
        }
        since = System.nanoTime();
        boolean awayNow = !something && !isAnswered.getAsBoolean();
        if (awayNow && !away) {
            console.error("The brokers do not answer. Still watching; nothing is lost that they keep.");
        } else if (!awayNow && away) {
            console.error("The brokers answer again.");
        }
        away = awayNow;
    }
}
