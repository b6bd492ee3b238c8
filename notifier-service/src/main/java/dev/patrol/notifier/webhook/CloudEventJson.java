package dev.patrol.notifier.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;

/** An event as one JSON document (CloudEvents 1.0, JSON format), from what its record on a topic has in headers and value. */
final class CloudEventJson {
    static final String CONTENT_TYPE = "application/cloudevents+json";

    private static final String PREFIX = "ce_";

    private final ObjectMapper mapper = new ObjectMapper();
    private final MessageCodec codec;

    CloudEventJson(MessageCodec codec) {
        this.codec = codec;
    }

    byte[] of(Envelope<?> event) {
        EncodedMessage message = codec.encode(event);
        ObjectNode document = mapper.createObjectNode();
        message.headers().forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                document.put(name.substring(PREFIX.length()), value);
            }
        });
        document.put("datacontenttype", message.headers().get(MessageCodec.CONTENT_TYPE));
        try {
            document.set("data", mapper.readTree(message.value()));
            return mapper.writeValueAsBytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
