package dev.patrol.audit.detection.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.model.Payload;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.service.telemetry.Work;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** Between the records of a topology and the contract. */
final class Records {
    private static final String TRACE = "traceparent";

    private final MessageCodec codec;
    private final URI source;

    /** @param source who says what the detector says, as {@code ce_source} */
    Records(MessageCodec codec, URI source) {
        this.codec = codec;
        this.source = source;
    }

    /** @throws MalformedMessage where the record does not keep the contract, or is of another type */
    <T extends Payload> Envelope<T> open(Record<String, byte[]> message, Class<T> expected) {
        Envelope<?> envelope = open(message);
        if (!expected.isInstance(envelope.payload())) {
            throw new MalformedMessage(
                    "A " + envelope.type().typeName() + " is not what was expected here: " + expected.getSimpleName());
        }
        @SuppressWarnings("unchecked")
        Envelope<T> typed = (Envelope<T>) envelope;
        return typed;
    }

    Envelope<?> open(Record<String, byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
        }
        Envelope<?> envelope = codec.decode(headers, message.value());
        Work.learn(envelope);
        return envelope;
    }

    /**
     * An announcement as a record.
     *
     * @param cause id of what led to it
     */
    Record<String, byte[]> announcing(
            Payload payload, Instant time, Optional<String> cause, Headers trace, long timestamp) {
        Envelope<Payload> own = Envelope.first(payload, source, time);
        return record(
                new Envelope<>(own.id(), own.source(), own.time(), own.correlationId(), cause, payload),
                trace,
                timestamp);
    }

    Record<String, byte[]> record(Envelope<?> envelope, Headers trace, long timestamp) {
        EncodedMessage message = codec.encode(envelope);
        Headers headers = traceOf(trace);
        message.headers().forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        return new Record<>(message.key(), message.value(), timestamp, headers);
    }

    /** The place in the trace of what is being done, for what comes of it. */
    static Headers trace() {
        RecordHeaders headers = new RecordHeaders();
        Work.traceParent().ifPresent(place -> headers.add(TRACE, place.getBytes(UTF_8)));
        return headers;
    }

    /** Of all headers of a record only the one that goes on with whatever comes of it. */
    static Headers traceOf(Headers headers) {
        Header trace = headers.lastHeader(TRACE);
        return trace == null ? new RecordHeaders() : new RecordHeaders(new Header[] {trace});
    }
}
