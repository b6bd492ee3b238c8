package dev.patrol.rotator.commands;

import dev.patrol.model.RotationRequested;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.TopicHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether a command was obeyed before, by whichever instance: what it asked of a lineage is on a topic. */
@ApplicationScoped
class PastRequests {
    /** Clocks differ. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final TopicHistory history;
    private final Inbox inbox;

    PastRequests(TopicHistory history, Inbox inbox) {
        this.history = history;
        this.inbox = inbox;
    }

    boolean isKnown(String commandId, Instant given) {
        AtomicBoolean known = new AtomicBoolean();
        history.since(Topic.ROTATION_REQUESTS, given.minus(MARGIN), message -> {
            try {
                if (inbox.open(message).payload() instanceof RotationRequested request
                        && request.commandId().equals(commandId)) {
                    known.set(true);
                }
            } catch (MalformedMessage notOurs) {
                // The consumer of the topic sends it to the dead letters.
            }
        });
        return known.get();
    }
}
