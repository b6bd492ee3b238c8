package dev.patrol.audit.inventory;

import dev.patrol.model.TokenObserved;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.service.messaging.CompactedTopic;
import dev.patrol.service.messaging.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The lineages of an organization's tokens as the scanner published them. The inventory is read when a token is asked for
 * that is not in it, but not more often than every few minutes: new tokens appear in it with the next scan only.
 */
@ApplicationScoped
public class TokenInventory implements Lineages {
    private static final Logger LOG = Logger.getLogger(TokenInventory.class);
    private static final Duration BETWEEN_READINGS = Duration.ofMinutes(5);

    /** More than this is not an inventory; the rest goes without lineage. */
    private static final int MOST_TOKENS = 50_000;

    private final CompactedTopic topic;
    private final Inbox inbox;
    private final Clock clock;

    private LineageIndex index = LineageIndex.EMPTY;
    private Instant readAgainFrom = Instant.MIN;

    public TokenInventory(CompactedTopic topic, Inbox inbox, Clock clock) {
        this.topic = topic;
        this.inbox = inbox;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Lineage> lineageOf(String reference) {
        Optional<Lineage> known = index.find(reference);
        if (known.isPresent() || reference.isEmpty() || clock.instant().isBefore(readAgainFrom)) {
            return known;
        }
        index = read();
        readAgainFrom = clock.instant().plus(BETWEEN_READINGS);
        return index.find(reference);
    }

    private LineageIndex read() {
        Map<String, Lineage> lineages = new HashMap<>();
        topic.read(Topic.TOKENS, message -> {
            if (message.value() == null) {
                lineages.remove(message.key());
            } else if (lineages.size() < MOST_TOKENS || lineages.containsKey(message.key())) {
                open(message).ifPresent(token -> lineages.put(message.key(), token.lineage()));
            }
        });
        if (lineages.size() >= MOST_TOKENS) {
            LOG.warnf("The inventory has more than %d tokens; the others are told without lineage", MOST_TOKENS);
        }
        return new LineageIndex(lineages);
    }

    private Optional<Token> open(ConsumerRecord<String, byte[]> message) {
        try {
            return Optional.of(
                    inbox.open(message, TokenObserved.class).payload().token());
        } catch (MalformedMessage malformed) {
            LOG.warnf(
                    "Record %s-%d@%d can't be read, its token is told without lineage: %s",
                    message.topic(), message.partition(), message.offset(), malformed.getMessage());
            return Optional.empty();
        }
    }
}
