package dev.patrol.rotator.breakglass;

import dev.patrol.model.BreakGlassProgressed;
import dev.patrol.model.BreakGlassProgressed.Phase;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.service.messaging.Publisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says how far a break-glass has come, every second at most, and what it is about to do, always. */
final class Progress {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Publisher publisher;
    private final Clock clock;
    private final Envelope<RevokeAll> command;
    private final Tally tally;
    private volatile Phase phase = Phase.LISTING;
    private Instant next = Instant.MIN;

    Progress(Publisher publisher, Clock clock, Envelope<RevokeAll> command, Tally tally) {
        this.publisher = publisher;
        this.clock = clock;
        this.command = command;
        this.tally = tally;
    }

    void begins(Phase begun) {
        phase = begun;
        publisher.announce(said(List.of()), command);
    }

    /** What is said here is known to whoever resumes: nothing is revoked before. */
    void isAboutToRevoke(List<Token> tokens) {
        List<BreakGlassProgressed> records = new ArrayList<>();
        for (int start = 0; start < tokens.size(); start += BreakGlassProgressed.MOST_LISTED) {
            int end = Math.min(tokens.size(), start + BreakGlassProgressed.MOST_LISTED);
            records.add(said(tokens.subList(start, end)));
        }
        publisher.announceAll(records, command);
    }

    void goesOn() {
        if (isTime()) {
            publisher.announce(said(List.of()), command);
        }
    }

    private synchronized boolean isTime() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return false;
        }
        next = now.plus(BETWEEN);
        return true;
    }

    private BreakGlassProgressed said(List<Token> tokens) {
        return new BreakGlassProgressed(
                command.id(), command.payload().concernedOrganization(), phase, tally.soFar(), tokens);
    }
}
