package dev.patrol.scanner.inventory;

import dev.patrol.model.TokenObserved;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.service.messaging.CompactedTopic;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Keeps {@code patrol.tokens} as the organization is: a record where a token is new or has changed, a tombstone where it is
 * gone. Knows a fingerprint of each record, read from the topic before every scan: another scanner may have written since the
 * last. Used by one scan at a time.
 */
@ApplicationScoped
public class Inventory {
    private static final Logger LOG = Logger.getLogger(Inventory.class);

    private final CompactedTopic topic;
    private final Inbox inbox;
    private final Publisher publisher;
    private final Map<UUID, Entry> known = new HashMap<>();

    Inventory(CompactedTopic topic, Inbox inbox, Publisher publisher) {
        this.topic = topic;
        this.inbox = inbox;
        this.publisher = publisher;
    }

    /** Reads what is on the topic. To be called before a scan says what it has seen. */
    public synchronized void read() {
        known.clear();
        topic.read(Topic.TOKENS, this::apply);
    }

    /** Publishes those of the observations that say something new. */
    public synchronized void update(List<TokenObserved> observations) {
        List<TokenObserved> news = observations.stream()
                .filter(observed ->
                        !Entry.of(observed).equals(known.get(observed.token().authorizationId())))
                .toList();
        publisher.announceAll(news);
        news.forEach(observed -> known.put(observed.token().authorizationId(), Entry.of(observed)));
    }

    /**
     * Buries every token of an organization that was not seen. Only to be called when the list was read to its end.
     *
     * @return how many were buried
     */
    public synchronized int buryAllBut(Set<UUID> seen, String organization) {
        Set<UUID> gone = new HashSet<>();
        known.forEach((id, entry) -> {
            if (entry.organization().equals(organization) && !seen.contains(id)) {
                gone.add(id);
            }
        });
        for (UUID id : gone) {
            publisher.bury(Topic.TOKENS, id.toString());
            known.remove(id);
        }
        return gone.size();
    }

    private void apply(ConsumerRecord<String, byte[]> message) {
        try {
            if (message.value() == null) {
                known.remove(UUID.fromString(message.key()));
            } else {
                TokenObserved observed =
                        inbox.open(message, TokenObserved.class).payload();
                known.put(observed.token().authorizationId(), Entry.of(observed));
            }
        } catch (MalformedMessage | IllegalArgumentException writtenBySomebodyElse) {
            LOG.warnf(
                    "Ignored a record of %s at partition %d, offset %d that is not as agreed",
                    message.topic(), message.partition(), message.offset());
        }
    }

    /** What tells whether a token has changed; the time of the observation does not. */
    private record Entry(String organization, int fingerprint) {
        static Entry of(TokenObserved observed) {
            return new Entry(
                    observed.token().organization(),
                    Objects.hash(observed.token(), observed.state(), observed.managed()));
        }
    }
}
