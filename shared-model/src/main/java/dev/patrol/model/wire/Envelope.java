package dev.patrol.model.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.patrol.model.MessageType;
import dev.patrol.model.Payload;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A payload with its CloudEvents attributes.
 *
 * @param id the same for repeats of one announcement
 * @param source who says so, for example {@code /patrol/scanner}
 * @param time when it happened
 * @param correlationId the whole story of one token's rotation
 * @param causationId id of what led to this
 */
public record Envelope<T extends Payload>(
        String id, URI source, Instant time, String correlationId, Optional<String> causationId, T payload) {
    public Envelope {
        requireNonNull(id, "id");
        requireNonNull(source, "source");
        requireNonNull(time, "time");
        requireNonNull(correlationId, "correlationId");
        requireNonNull(causationId, "causationId");
        requireNonNull(payload, "payload");
    }

    /** An announcement that begins a story. */
    public static <T extends Payload> Envelope<T> first(T payload, URI source, Instant time) {
        String id = idOf(payload);
        return new Envelope<>(id, source, time, id, Optional.empty(), payload);
    }

    /** An announcement that this one led to; it belongs to the same story. */
    public <R extends Payload> Envelope<R> ledTo(R effect, URI effectSource, Instant effectTime) {
        return new Envelope<>(idOf(effect), effectSource, effectTime, correlationId, Optional.of(id), effect);
    }

    public MessageType type() {
        return MessageType.of(payload);
    }

    private static String idOf(Payload payload) {
        String type = MessageType.of(payload).typeName();
        return payload.identity()
                .map(identity -> UUID.nameUUIDFromBytes((type + "\n" + identity).getBytes(UTF_8)))
                .orElseGet(UUID::randomUUID)
                .toString();
    }
}
