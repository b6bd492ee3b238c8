package dev.patrol.notifier.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.patrol.model.Event;
import dev.patrol.model.MessageType;
import dev.patrol.model.Milestone;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.notifier.cadence.Notice;
import dev.patrol.notifier.entry.Entry;
import dev.patrol.notifier.entry.Entry.Claim;
import dev.patrol.notifier.entry.Entry.Done;
import dev.patrol.notifier.entry.Entry.Told;
import dev.patrol.notifier.entry.Entry.Waiting;
import dev.patrol.notifier.entry.Fate;
import dev.patrol.notifier.entry.Form;
import dev.patrol.notifier.entry.Origin;
import dev.patrol.notifier.routing.Recipient;
import dev.patrol.notifier.routing.Urgency;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The outbox's records as JSON. An event stands in them as on its own topic: its headers, and its data. */
@Singleton
final class EntryCodec {
    private static final String WAITING = "WAITING";
    private static final String CLAIMED = "CLAIMED";
    private static final String CLAIM_SENT = "CLAIM_SENT";

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final MessageCodec codec;

    EntryCodec(MessageCodec codec) {
        this.codec = codec;
    }

    byte[] encode(Entry entry) {
        try {
            return mapper.writeValueAsBytes(written(entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws MalformedMessage where it is none of these records */
    Entry decode(byte[] value) {
        try {
            return read(mapper.readValue(value, Written.class));
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw new MalformedMessage(
                    "No record of the outbox: " + e.getClass().getSimpleName());
        }
    }

    private Written written(Entry entry) throws IOException {
        if (entry instanceof Waiting waiting) {
            EncodedMessage event = codec.encode(waiting.event());
            return new Written(
                    WAITING,
                    waiting.since(),
                    waiting.to().toString(),
                    waiting.urgency(),
                    waiting.origin(),
                    event.headers(),
                    mapper.readTree(event.value()),
                    null,
                    null,
                    null,
                    null,
                    null);
        }
        if (entry instanceof Done done) {
            return new Written(
                    done.fate().name(),
                    done.at(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    done.type().typeName(),
                    done.notice().map(WrittenNotice::of).orElse(null),
                    done.told().map(Told::letter).orElse(null),
                    done.told().map(Told::form).orElse(null),
                    null);
        }
        Claim claim = (Claim) entry;
        return new Written(
                claim.sent() ? CLAIM_SENT : CLAIMED,
                claim.at(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                claim.form(),
                claim.keys());
    }

    private Entry read(Written written) throws IOException {
        switch (written.state()) {
            case WAITING:
                return new Waiting(
                        Recipient.parse(written.to()),
                        written.urgency(),
                        written.at(),
                        written.origin(),
                        event(written.headers(), mapper.writeValueAsBytes(written.data())));
            case CLAIMED:
            case CLAIM_SENT:
                return new Claim(
                        written.form(),
                        written.at(),
                        written.entries(),
                        written.state().equals(CLAIM_SENT));
            default:
                return new Done(
                        Fate.valueOf(written.state()),
                        written.at(),
                        MessageType.named(written.type()).orElseThrow(IllegalArgumentException::new),
                        Optional.ofNullable(written.notice()).map(WrittenNotice::read),
                        Optional.ofNullable(written.letter()).map(letter -> new Told(letter, written.form())));
        }
    }

    @SuppressWarnings("unchecked")
    private Envelope<? extends Event> event(Map<String, String> headers, byte[] data) {
        Envelope<?> envelope = codec.decode(headers, data);
        if (!(envelope.payload() instanceof Event)) {
            throw new IllegalArgumentException("Not an event");
        }
        return (Envelope<? extends Event>) envelope;
    }

    /** All that any record has; what does not belong to one is absent in it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Written(
            String state,
            Instant at,
            String to,
            Urgency urgency,
            Origin origin,
            Map<String, String> headers,
            JsonNode data,
            String type,
            WrittenNotice notice,
            UUID letter,
            Form form,
            List<String> entries) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record WrittenNotice(UUID token, Integer milestone, boolean rotatedByPatrol) {
        static WrittenNotice of(Notice notice) {
            return new WrittenNotice(
                    notice.token(), notice.milestone().map(Milestone::days).orElse(null), notice.rotatedByPatrol());
        }

        Notice read() {
            return new Notice(token, Optional.ofNullable(milestone).map(Milestone::ofDays), rotatedByPatrol);
        }
    }
}
