package dev.patrol.service.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.model.Payload;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.service.telemetry.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Opens records by the contract. What does not keep it is thrown as {@link MalformedMessage}, which sends the record to
 * the dead letters with its cause while the service goes on.
 */
@ApplicationScoped
public class Inbox {
    private final MessageCodec codec;

    public Inbox(MessageCodec codec) {
        this.codec = codec;
    }

    /**
     * Has a record worked on: what is logged and published meanwhile bears its ids and belongs to its trace.
     *
     * @param work opens the record
     */
    public void handle(ConsumerRecord<String, byte[]> message, Runnable work) {
        Work.consuming(message).run(work);
    }

    /** The same for work that ends later. */
    public <T> Uni<T> handleLater(ConsumerRecord<String, byte[]> message, Supplier<Uni<T>> work) {
        return Work.consuming(message).begin(work);
    }

    public Envelope<?> open(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
        }
        Envelope<?> envelope = codec.decode(headers, message.value());
        Work.learn(envelope);
        return envelope;
    }

    /** Opens a record of a topic that carries one type only. */
    @SuppressWarnings("unchecked")
    public <T extends Payload> Envelope<T> open(ConsumerRecord<String, byte[]> message, Class<T> expected) {
        Envelope<?> envelope = open(message);
        if (!expected.isInstance(envelope.payload())) {
            throw new MalformedMessage("A " + envelope.type().typeName() + " does not belong on " + message.topic());
        }
        return (Envelope<T>) envelope;
    }
}
