package dev.patrol.cli.login;

import dev.patrol.cli.terminal.Console;
import dev.patrol.signin.DeviceCodePrompt;
import dev.patrol.signin.LoginProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Shows a person what to do, and how much time is left for it. Without a terminal it says the latter once a minute. */
final class Screen implements LoginProgress {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long SECONDS_OF_MINUTE = 60;

    private final Console console;
    private final Clock clock;
    private Instant expires;
    private long minutesSaid = Long.MAX_VALUE;

    Screen(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    @Override
    public void prompt(DeviceCodePrompt prompt) {
        expires = clock.instant().plus(prompt.goodFor());
        console.line("");
        // Lines of their own, so that they can be copied.
        console.line("  1. Open       " + prompt.link());
        console.line("  2. Enter      " + prompt.userCode());
        console.line("  3. Sign in as the service user, not as yourself.");
        console.line("");
        console.say("The code is good until " + TIME.format(expires) + " UTC (" + inWords(prompt.goodFor())
                + "). Ctrl-C gives up.");
        minutesSaid = prompt.goodFor().minusSeconds(1).toMinutes();
    }

    @Override
    public void waiting() {
        Duration left = Duration.between(clock.instant(), expires);
        if (console.width().isPresent()) {
            console.status("Waiting; the code is good for " + inWords(left) + " more.");
        } else if (left.toMinutes() < minutesSaid) {
            minutesSaid = left.toMinutes();
            console.say("Waiting; the code is good for " + inWords(left) + " more.");
        }
    }

    private static String inWords(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return seconds >= SECONDS_OF_MINUTE
                ? seconds / SECONDS_OF_MINUTE + " min " + seconds % SECONDS_OF_MINUTE + " s"
                : seconds + " s";
    }
}
