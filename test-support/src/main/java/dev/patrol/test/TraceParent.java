package dev.patrol.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Places in traces, in the header of W3C Trace Context. */
public final class TraceParent {
    public static final String HEADER = "traceparent";

    private static final int TRACE_ID = 1;

    private TraceParent() {}

    /** A trace id that nobody else has. */
    public static String newTraceId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** The id of the trace that a record belongs to; empty where it says nothing of one. */
    public static String traceIdOf(ConsumerRecord<String, byte[]> message) {
        Header header = message.headers().lastHeader(HEADER);
        return header == null ? "" : new String(header.value(), UTF_8).split("-")[TRACE_ID];
    }

    /** Writes an event as a program would that traces. */
    public static void write(TopicWriter topics, Envelope<?> envelope, String traceId) {
        EncodedMessage message = new MessageCodec().encode(envelope);
        Map<String, String> headers = new HashMap<>(message.headers());
        headers.put(HEADER, "00-" + traceId + "-00f067aa0ba902b7-01");
        topics.writeRaw(message.topic(), message.key(), headers, message.value());
    }
}
