package dev.patrol.service.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.model.Payload;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.token.Redaction;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** What work is about, by the keys that log lines and spans have; those that are not known are not there. */
public record Subject(Map<String, String> keys) {
    public static final String ORGANIZATION = "organization";
    /** The token's. */
    public static final String AUTHORIZATION_ID = "authorizationId";
    /** The one of {@code rotation.failed.v1} and of the ledger. */
    public static final String ROTATION_ID = "rotationId";
    /** {@code ce_id} of what is being handled. */
    public static final String EVENT_ID = "eventId";
    /** {@code ce_correlationid}: the whole story, in every service. */
    public static final String CORRELATION_ID = "correlationId";

    static final List<String> ALL = List.of(ORGANIZATION, AUTHORIZATION_ID, ROTATION_ID, EVENT_ID, CORRELATION_ID);

    public static final Subject NOTHING = new Subject(Map.of());

    /** Ids come from outside, and so do the names of organizations that records tell. */
    private static final int LONGEST = 256;

    public Subject {
        keys = Collections.unmodifiableMap(new TreeMap<>(keys));
    }

    public static Subject ofOrganization(String organization) {
        return NOTHING.with(ORGANIZATION, outside(organization));
    }

    public static Subject of(Token token) {
        return ofOrganization(token.organization())
                .with(AUTHORIZATION_ID, token.authorizationId().toString());
    }

    /**
     * A token that is not known but named.
     *
     * @param authorizationId its id, or what there is of it
     */
    public static Subject of(String organization, String authorizationId) {
        return ofOrganization(organization).with(AUTHORIZATION_ID, outside(authorizationId));
    }

    /** What the headers of a record tell, also of one that can't be read. */
    public static Subject of(Headers headers) {
        Optional<String> id = text(headers, MessageCodec.ID);
        return id.map(text -> NOTHING.ofEvent(
                        text, text(headers, MessageCodec.CORRELATION_ID).orElse(text)))
                .orElse(NOTHING);
    }

    public static Subject of(Envelope<?> envelope) {
        return of(envelope.payload()).ofEvent(envelope.id(), envelope.correlationId());
    }

    public static Subject of(Payload payload) {
        Subject subject = Concerned.tokenOf(payload)
                .map(Subject::of)
                .or(() -> Concerned.organizationOf(payload).map(Subject::ofOrganization))
                .orElse(NOTHING);
        Subject named = Concerned.authorizationIdOf(payload)
                .map(id -> subject.with(AUTHORIZATION_ID, outside(id)))
                .orElse(subject);
        return payload instanceof RotationFailed failed ? named.ofRotation(failed.rotationId()) : named;
    }

    public Subject ofEvent(String id, String correlationId) {
        return with(EVENT_ID, outside(id)).with(CORRELATION_ID, outside(correlationId));
    }

    public Subject ofRotation(UUID rotationId) {
        return with(ROTATION_ID, rotationId.toString());
    }

    /** The same and what is known of it besides, which goes before. */
    public Subject and(Subject closer) {
        Map<String, String> all = new TreeMap<>(keys);
        all.putAll(closer.keys);
        return new Subject(all);
    }

    private Subject with(String key, String value) {
        return value == null || value.isBlank() ? this : and(new Subject(Map.of(key, value)));
    }

    /** As much of what comes from outside as is told, without what could be a token's value. */
    static String outside(String id) {
        if (id == null) {
            return null;
        }
        String redacted = Redaction.redact(id);
        return redacted.substring(0, Math.min(redacted.length(), LONGEST));
    }

    static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8)).filter(text -> !text.isBlank());
    }
}
