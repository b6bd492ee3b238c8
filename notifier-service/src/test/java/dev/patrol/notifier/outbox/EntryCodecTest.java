package dev.patrol.notifier.outbox;

import static dev.patrol.notifier.Tokens.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patrol.model.Event;
import dev.patrol.model.Milestone;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.notifier.Tokens;
import dev.patrol.notifier.entry.Entry;
import dev.patrol.notifier.entry.Entry.Claim;
import dev.patrol.notifier.entry.Entry.Told;
import dev.patrol.notifier.entry.Entry.Waiting;
import dev.patrol.notifier.entry.Fate;
import dev.patrol.notifier.entry.Form;
import dev.patrol.notifier.entry.Origin;
import dev.patrol.notifier.mail.SampleEvents;
import dev.patrol.notifier.routing.Recipient;
import dev.patrol.notifier.routing.Urgency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryCodecTest {
    private final EntryCodec codec = new EntryCodec(new MessageCodec());

    static Stream<Entry> entries() {
        Stream<Entry> events = SampleEvents.byName().values().stream().map(EntryCodecTest::waiting);
        Waiting expiring = waiting(Tokens.event(Tokens.expiring(1, Milestone.SEVEN_DAYS, true)));
        return Stream.concat(
                events,
                Stream.of(
                        expiring.done(Fate.SENT, NOON, Optional.of(new Told(new UUID(1, 2), Form.DIGEST))),
                        expiring.done(Fate.SUPERSEDED, NOON, Optional.empty()),
                        waiting(Tokens.event(Tokens.rotated(1))).done(Fate.REFUSED, NOON, Optional.empty()),
                        waiting(Tokens.event(Tokens.failed(1))).done(Fate.GIVEN_UP, NOON, Optional.empty()),
                        new Claim(Form.TABLE, NOON, List.of("a/1", "a/2"), false),
                        new Claim(Form.DIGEST, NOON, List.of("a/1"), true)));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void whatIsWrittenIsReadAsItWas(Entry entry) {
        // When
        Entry read = codec.decode(codec.encode(entry));

        // Then
        assertThat(read).isEqualTo(entry);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void whatIsSettledHasNoAddressAndNoName(Entry entry) {
        // When
        String written = new String(codec.encode(entry), UTF_8);

        // Then
        assertThat(written.contains("ops@contoso.example")).isEqualTo(entry instanceof Waiting);
        if (!(entry instanceof Waiting)) {
            assertThat(written).doesNotContain("token-1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"state\": \"LOST\"}", "{\"state\": \"WAITING\"}", "not json"})
    void whatIsNoRecordOfTheOutboxIsRefusedByTypeAlone(String value) {
        assertThatThrownBy(() -> codec.decode(value.getBytes(UTF_8)))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageStartingWith("No record of the outbox");
    }

    private static Waiting waiting(Envelope<? extends Event> event) {
        return new Waiting(
                Recipient.mail("ops@contoso.example"),
                Urgency.DIGEST,
                NOON,
                new Origin("patrol.token-rotated", 3, 17),
                event);
    }
}
