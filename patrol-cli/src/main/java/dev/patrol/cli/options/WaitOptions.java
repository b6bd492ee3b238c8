package dev.patrol.cli.options;

import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether a call waits for what comes of what it asks for. */
public final class WaitOptions {
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    @Option(names = "--wait", description = "Shows what comes of it, and ends with its end.")
    private boolean wait;

    @Option(
            names = "--deadline",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "How long to wait, default 2m. What was asked for may still happen then; the exit code is 7.")
    private Duration deadline;

    /** Whoever gives a deadline wants to wait. */
    public boolean isWanted() {
        return wait || deadline != null;
    }

    public Duration deadline() {
        return deadline == null ? DEADLINE : deadline;
    }
}
