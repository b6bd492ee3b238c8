package dev.patrol.rotator.revocation;

import dev.patrol.model.Response;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.secrets.StaysDead;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.TopicHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** What the topics say of why tokens died, for as long as they keep it. Tags of secrets say it for longer. */
@ApplicationScoped
public class Deaths {
    /** How long the topics keep it. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final TopicHistory history;
    private final Inbox inbox;
    private final Clock clock;

    Deaths(TopicHistory history, Inbox inbox, Clock clock) {
        this.history = history;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** The tokens that are not to be issued anew by themselves for a reason, by all that the topics have. */
    public Set<UUID> of(StaysDead why) {
        return of(why, clock.instant().minus(KEPT));
    }

    /** The same of what was said since a moment. */
    public Set<UUID> of(StaysDead why, Instant since) {
        return switch (why) {
            case COMPROMISED -> said(Topic.TOKEN_COMPROMISED, since, Deaths::inWrongHands);
            case REVOKED_FOR_GOOD -> said(Topic.TOKEN_REVOKED, since, Deaths::revokedOnPurpose);
        };
    }

    private static Optional<Token> inWrongHands(Object payload) {
        return payload instanceof TokenCompromised finding && finding.response() != Response.NOTIFY
                ? Optional.ofNullable(finding.token())
                : Optional.empty();
    }

    private static Optional<Token> revokedOnPurpose(Object payload) {
        return payload instanceof TokenRevoked revoked && revoked.forGood()
                ? Optional.of(revoked.token())
                : Optional.empty();
    }

    private Set<UUID> said(Topic topic, Instant since, Function<Object, Optional<Token>> concerned) {
        Set<UUID> found = new HashSet<>();
        history.since(topic, since, message -> {
            try {
                concerned
                        .apply(inbox.open(message).payload())
                        .map(Token::authorizationId)
                        .ifPresent(found::add);
            } catch (MalformedMessage notOurs) {
                // The consumers of the topic send it to the dead letters.
            }
        });
        return found;
    }
}
