package dev.patrol.service.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether something over the network answers, by what calls to it came to. One that fails says little; the next one decides. */
public final class Reachability {
    private static final int FAILURES = 2;
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(5);

    private final Clock clock;
    private int failures;
    private Instant since;
    private Instant heard;
    private boolean hasAnswered;
    private String how = "";

    public Reachability(Clock clock) {
        this.clock = clock;
        this.heard = clock.instant();
    }

    /** What is not reached, and since when. */
    public record Trouble(Instant since, String how) {}

    public synchronized void answered() {
        failures = 0;
        hasAnswered = true;
        hear();
    }

    /** @param how what came instead of an answer, in a few words without anything secret */
    public synchronized void failed(String how) {
        hear();
        if (failures++ == 0) {
            since = heard;
        }
        this.how = how;
    }

    private void hear() {
        heard = clock.instant();
    }

    /** Empty where it answers, or nobody has called it. */
    public synchronized Optional<Trouble> trouble() {
        return failures < FAILURES ? Optional.empty() : Optional.of(new Trouble(since, how));
    }

    /** Whether it ever has, however long ago. */
    public synchronized boolean hasAnswered() {
        return hasAnswered;
    }

    /** Whether the last call to it failed. */
    public synchronized boolean hasFailed() {
        return failures > 0;
    }

    /** When it has begun to fail, if the last call failed. */
    public synchronized Optional<Instant> failingSince() {
        return failures > 0 ? Optional.of(since) : Optional.empty();
    }

    /** When something was heard of it last; if nothing was, when the listening began. */
    public synchronized Instant heard() {
        return heard;
    }

    /** Whether it is worth a call that is only to find out: it has failed, or nothing was heard of it for so long. */
    public synchronized boolean isInDoubt(Duration silence) {
        Duration patience = failures > 0 ? BEFORE_ANOTHER_TRY : silence;
        return heard.isBefore(clock.instant().minus(patience));
    }

    /** Whether nothing was heard of it for so long that what was says nothing any more. */
    public synchronized boolean isSilentFor(Duration silence) {
        return heard.isBefore(clock.instant().minus(silence));
    }
}
