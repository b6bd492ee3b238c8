package dev.patrol.service.declarations;

import dev.patrol.model.Declaration;
import dev.patrol.model.TokenDeclared;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.TopicHistory;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * What is declared of which lineage. Each answer is as the topic is when the question is asked: what was declared by then, by
 * whichever instance, is in it. Holds one declaration a lineage, and no more.
 *
 * <p>Every method throws {@link org.apache.kafka.common.KafkaException} where the topic can't be read. Where there is no such topic
 * yet, nothing is declared.
 */
@ApplicationScoped
public class Declarations {
    private static final Logger LOG = Logger.getLogger(Declarations.class);

    private final TopicHistory history;
    private final Inbox inbox;
    private final Map<String, Declaration> bySecret = new HashMap<>();
    private TopicHistory.Continued topic;

    public Declarations(TopicHistory history, Inbox inbox) {
        this.history = history;
        this.inbox = inbox;
    }

    /** What is declared of the lineage that a secret is of. */
    public synchronized Optional<Declaration> of(String secretName) {
        read();
        return Optional.ofNullable(bySecret.get(secretName));
    }

    /** All that is declared, by the names of the secrets. */
    public synchronized Map<String, Declaration> all() {
        read();
        return Map.copyOf(bySecret);
    }

    private void read() {
        if (topic == null) {
            try {
                topic = history.continued(Topic.DECLARED_TOKENS, this::apply);
            } catch (UnknownTopicOrPartitionException notThereYet) {
                return;
            }
        }
        topic.toTheEnd();
    }

    private void apply(ConsumerRecord<String, byte[]> message) {
        if (message.value() == null) {
            bySecret.remove(message.key());
            return;
        }
        try {
            bySecret.put(
                    message.key(),
                    inbox.open(message, TokenDeclared.class).payload().declaration());
        } catch (MalformedMessage writtenBySomebodyElse) {
            LOG.warnf(
                    "Ignored a record of %s at partition %d, offset %d that is not as agreed",
                    message.topic(), message.partition(), message.offset());
        }
    }

    @PreDestroy
    synchronized void close() {
        if (topic != null) {
            topic.close();
        }
    }
}
