package dev.patrol.rotator.breakglass;

import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.BreakGlassProgressed;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.TopicHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** What was said of break-glasses before, read from the topics: whoever resumes one, or confirms one, needs no other memory. */
@ApplicationScoped
class PastAnswers {
    /** Clocks differ. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final TopicHistory history;
    private final Inbox inbox;

    PastAnswers(TopicHistory history, Inbox inbox) {
        this.history = history;
        this.inbox = inbox;
    }

    /**
     * What earlier runs of a command have come to.
     *
     * @param begun what they were about to revoke
     * @param dead which of it was said to be dead
     */
    record Run(boolean isBegun, boolean isEnded, Collection<Token> begun, Set<UUID> dead) {}

    Run of(Envelope<RevokeAll> command) {
        Map<UUID, Token> begun = new LinkedHashMap<>();
        Set<UUID> dead = new HashSet<>();
        AtomicBoolean said = new AtomicBoolean();
        List<BreakGlassEnded> ends = new ArrayList<>();
        read(Topic.COMMAND_RESULTS, command.time(), envelope -> {
            if (envelope.payload() instanceof BreakGlassProgressed progressed
                    && progressed.commandId().equals(command.id())) {
                said.set(true);
                progressed.tokens().forEach(token -> begun.put(token.authorizationId(), token));
            } else if (envelope.payload() instanceof BreakGlassEnded end
                    && end.commandId().equals(command.id())) {
                ends.add(end);
            }
        });
        if (!begun.isEmpty()) {
            read(Topic.TOKEN_REVOKED, command.time(), envelope -> {
                if (envelope.payload() instanceof TokenRevoked revoked
                        && envelope.causationId().filter(command.id()::equals).isPresent()) {
                    dead.add(revoked.token().authorizationId());
                }
            });
        }
        return new Run(said.get() || !ends.isEmpty(), !ends.isEmpty(), begun.values(), dead);
    }

    /** Whether there was a dry run of the same, whose confirmation the command has, which still holds and was not used. */
    boolean isConfirmed(RevokeAll asked, Instant now, Duration longestLife) {
        if (asked.confirmation() == null) {
            return false;
        }
        List<BreakGlassEnded> ends = new ArrayList<>();
        read(Topic.COMMAND_RESULTS, now.minus(longestLife), envelope -> {
            if (envelope.payload() instanceof BreakGlassEnded end
                    && asked.confirmation().equals(end.confirmation())) {
                ends.add(end);
            }
        });
        return !ends.isEmpty() && ends.stream().allMatch(end -> end.dryRun() && confirms(end, asked, now));
    }

    private static boolean confirms(BreakGlassEnded dryRun, RevokeAll asked, Instant now) {
        return dryRun.filter().equals(asked.filter())
                && dryRun.ownCredential() == asked.ownCredential()
                && dryRun.confirmationExpires() != null
                && dryRun.confirmationExpires().isAfter(now);
    }

    private void read(Topic topic, Instant since, Consumer<Envelope<?>> visitor) {
        history.since(topic, since.minus(MARGIN), message -> {
            try {
                visitor.accept(inbox.open(message));
            } catch (MalformedMessage notOurs) {
                // Whoever reads the topic as a consumer sends it to the dead letters.
            }
        });
    }
}
