package dev.patrol.audit.detection.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.service.messaging.DeadLetterContent;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/**
 * A record that the detector can't judge, with the cause, in the form that every service uses.
 *
 * @param value null where there is no room for it
 */
record DeadLetter(byte[] value) {
    private static final Logger LOG = Logger.getLogger(DeadLetter.class);

    static Record<String, Object> of(
            Record<String, ?> message, byte[] value, ProcessingContext context, RuntimeException cause) {
        DeadLetterContent content = DeadLetterContent.of(message.key(), message.headers(), value);
        Headers headers = content.headers();
        add(headers, "dead-letter-exception-class-name", cause.getClass().getName());
        add(headers, "dead-letter-reason", String.valueOf(cause.getMessage()));
        context.recordMetadata().ifPresent(from -> {
            add(headers, "dead-letter-topic", from.topic());
            add(headers, "dead-letter-partition", Integer.toString(from.partition()));
            add(headers, "dead-letter-offset", Long.toString(from.offset()));
            LOG.warnf(
                    "To the dead letters: %s, partition %d, offset %d: %s",
                    from.topic(), from.partition(), from.offset(), cause.getMessage());
        });
        return new Record<>(content.key(), new DeadLetter(content.value()), message.timestamp(), headers);
    }

    private static void add(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(UTF_8));
    }
}
