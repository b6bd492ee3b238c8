package dev.patrol.azuredevops.pacing;

import java.time.Duration;
import java.util.Optional;

/** A call would have to wait longer than it may. */
public final class OutOfPatience extends Exception {
    private static final long serialVersionUID = 1L;
    private final Duration retryAfter;

    OutOfPatience(Duration retryAfter) {
        super("A request may not start in time");
        this.retryAfter = retryAfter;
    }

    /** How long it would have to wait, where that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
