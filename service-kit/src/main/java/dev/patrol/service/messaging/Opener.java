package dev.patrol.service.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.model.Payload;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.model.wire.MessageCodec;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Opens records by the contract, for programs too that are no service. What does not keep it is thrown as {@link MalformedMessage}. */
public final class Opener {
    private final MessageCodec codec;

    public Opener(MessageCodec codec) {
        this.codec = codec;
    }

    public Envelope<?> open(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
        }
        return codec.decode(headers, message.value());
    }

    /** Opens a record of a topic that carries one type only. */
    public <T extends Payload> Envelope<T> open(ConsumerRecord<String, byte[]> message, Class<T> expected) {
        return required(message, open(message), expected);
    }

    @SuppressWarnings("unchecked")
    static <T extends Payload> Envelope<T> required(
            ConsumerRecord<String, byte[]> message, Envelope<?> envelope, Class<T> expected) {
        if (!expected.isInstance(envelope.payload())) {
            throw new MalformedMessage("A " + envelope.type().typeName() + " does not belong on " + message.topic());
        }
        return (Envelope<T>) envelope;
    }
}
