package dev.patrol.rotator.breakglass;

import dev.patrol.model.BreakGlassEnded;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    boolean isEnded(Envelope<RevokeAll> command) {
        return ended(command.time()).stream().anyMatch(end -> end.commandId().equals(command.id()));
    }

    /** Whether there was a dry run of the same, whose confirmation the command has and which still holds. */
    boolean isConfirmed(RevokeAll asked, Instant now, Duration longestLife) {
        return ended(now.minus(longestLife)).stream()
                .filter(BreakGlassEnded::dryRun)
                .filter(end -> end.confirmation() != null && end.confirmation().equals(asked.confirmation()))
                .filter(end -> end.filter().equals(asked.filter()) && end.ownCredential() == asked.ownCredential())
                .anyMatch(end -> end.confirmationExpires() != null
                        && end.confirmationExpires().isAfter(now));
    }

    /** What an earlier run of the command has revoked and said. */
    Map<UUID, Token> revokedBy(Envelope<RevokeAll> command) {
        Map<UUID, Token> revoked = new LinkedHashMap<>();
        read(Topic.TOKEN_REVOKED, command.time(), envelope -> {
            if (envelope.payload() instanceof TokenRevoked said
                    && envelope.causationId().filter(command.id()::equals).isPresent()) {
                revoked.put(said.token().authorizationId(), said.token());
            }
        });
        return revoked;
    }

    private List<BreakGlassEnded> ended(Instant since) {
        List<BreakGlassEnded> ends = new ArrayList<>();
        read(Topic.COMMAND_RESULTS, since, envelope -> {
            if (envelope.payload() instanceof BreakGlassEnded end) {
                ends.add(end);
            }
        });
        return ends;
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
