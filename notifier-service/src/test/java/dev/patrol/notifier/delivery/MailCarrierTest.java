package dev.patrol.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patrol.model.Event;
import dev.patrol.model.wire.Envelope;
import dev.patrol.notifier.MailServer;
import dev.patrol.notifier.ServiceTest;
import dev.patrol.notifier.entry.Entry.Waiting;
import dev.patrol.notifier.entry.Form;
import dev.patrol.notifier.entry.Origin;
import dev.patrol.notifier.mail.SampleEvents;
import dev.patrol.notifier.post.Letter;
import dev.patrol.notifier.routing.Recipient;
import dev.patrol.notifier.routing.RecipientSettings;
import dev.patrol.notifier.routing.Urgency;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Letters as a real SMTP server gets them. */
@QuarkusTest
@ServiceTest
class MailCarrierTest {
    @Inject
    LetterWriter writer;

    @Inject
    Vertx vertx;

    private final MailServerContact contact = new MailServerContact(Clock.systemUTC());

    @AfterEach
    void welcomeAll() {
        MailServer.welcomeAll();
    }

    @Test
    void sendsNothingButTheHeadersThatAMailNeeds() throws Exception {
        // Given
        Letter letter = letter("token-rotated");

        // When
        carrier(Map.of()).carry(letter);

        // Then
        assertThat(Collections.list(only(letter).getAllHeaders()))
                .extracting(Header::getName)
                .containsExactlyInAnyOrder(
                        "Return-Path",
                        "Received",
                        "MIME-Version",
                        "Message-ID",
                        "Date",
                        "Subject",
                        "From",
                        "To",
                        "Content-Type",
                        "Auto-Submitted",
                        "Patrol-Event-IDs");
        assertThat(only(letter).getMessageID()).isEqualTo("<" + letter.id() + "@contoso.example>");
    }

    @Test
    void marksUrgentMail() throws Exception {
        // Given
        Letter letter = letter("token-compromised");

        // When
        carrier(Map.of()).carry(letter);

        // Then
        assertThat(only(letter).getHeader("Importance")).containsExactly("high");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id>\r\nBcc:x@y.example", "<>", "\u202e🔑", "a-very-long-id-a-very-long-id"})
    void takesAnyEventId(String eventId) throws Exception {
        // Given
        Letter letter = letter("token-rotated", eventId);

        // When
        carrier(Map.of()).carry(letter);

        // Then
        assertThat(MailServer.telling(MailServer.OPS, eventId.replaceAll("[^!-~]", "?")))
                .isNotEmpty()
                .allSatisfy(mail -> assertThat(mail.getHeader("Bcc")).isNull());
    }

    @Test
    void tellsOfManyEventsInOneMailThatNamesEachInAHeader() throws Exception {
        // Given
        List<Waiting> entries = Collections.nCopies(1_000, "token-rotated").stream()
                .map(name -> entry(name, UUID.randomUUID().toString()))
                .toList();
        Letter letter = new Letter(recipient(), Form.DIGEST, entries);

        // When
        carrier(Map.of()).carry(letter);

        // Then
        assertThat(MailServer.eventIdsOf(only(letter)))
                .containsExactlyElementsOf(
                        entries.stream().map(entry -> entry.event().id()).toList());
    }

    @Test
    void sendsFromTheSenderThatIsSet() throws Exception {
        // Given
        Letter letter = letter("token-rotated");

        // When
        carrier(Map.of("patrol.mail.sender", "patrol@contoso.example")).carry(letter);

        // Then
        assertThat(only(letter).getFrom()).extracting(Object::toString).containsExactly("patrol@contoso.example");
    }

    @Test
    void aRecipientWhomTheServerDoesNotKnowIsRefused() {
        // Given
        MailServer.answer(MailServer.OPS, "550 5.1.1 No such user");
        MailCarrier carrier = carrier(Map.of());

        // When
        assertThatThrownBy(() -> carrier.carry(letter("token-rotated")))
                // Then
                .isInstanceOf(Undelivered.Refused.class)
                .hasMessageContaining("5.1.1 No such user");
    }

    @Test
    void aRecipientWhomTheServerDoesNotServeNowIsPutOffAndTheServerIsThere() {
        // Given
        MailServer.answer(MailServer.OPS, "451 4.7.1 Try again later");
        MailCarrier carrier = carrier(Map.of());

        // When
        assertThatThrownBy(() -> carrier.carry(letter("token-rotated")))
                // Then
                .isInstanceOf(Undelivered.PutOff.class)
                .hasMessageContaining("4.7.1 Try again later");
        assertThat(contact.state()).hasValueSatisfying(state -> {
            assertThat(state.reached()).isTrue();
            assertThat(state.problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("4.7.1"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"530 5.7.0 Authentication required", "421 4.3.2 Shutting down", "535 5.7.8 Wrong password"})
    void whatIsWrongWithTheConnectionIsNotTheRecipientsFault(String reply) {
        // Given
        MailServer.answer(MailServer.OPS, reply);
        MailCarrier carrier = carrier(Map.of());

        // When
        assertThatThrownBy(() -> carrier.carry(letter("token-rotated")))
                // Then
                .isInstanceOf(Undelivered.ServerAway.class);
    }

    @Test
    void aServerThatIsNotThereIsAway() {
        // Given
        MailCarrier carrier = carrier(Map.of("patrol.mail.port", "1"));

        // When
        assertThatThrownBy(() -> carrier.carry(letter("token-rotated")))
                // Then
                .isInstanceOf(Undelivered.ServerAway.class);
        assertThat(contact.state())
                .hasValueSatisfying(state -> assertThat(state.reached()).isFalse());
    }

    @Test
    void knowsThatTheServerWasReached() throws Exception {
        // When
        carrier(Map.of()).carry(letter("token-rotated"));

        // Then
        assertThat(contact.state()).hasValueSatisfying(state -> {
            assertThat(state.reached()).isTrue();
            assertThat(state.problem()).isEmpty();
        });
    }

    private static Recipient recipient() {
        return Recipient.mail(MailServer.OPS);
    }

    private static Letter letter(String sample) {
        return letter(sample, UUID.randomUUID().toString());
    }

    private static Letter letter(String sample, String eventId) {
        return new Letter(recipient(), Form.SINGLE, List.of(entry(sample, eventId)));
    }

    private static Waiting entry(String sample, String eventId) {
        return new Waiting(
                recipient(),
                Urgency.PROMPT,
                SampleEvents.TODAY,
                new Origin("any", 0, 0),
                named(eventId, SampleEvents.byName().get(sample)));
    }

    private static <T extends Event> Envelope<T> named(String id, Envelope<T> event) {
        return new Envelope<>(
                id, event.source(), event.time(), event.correlationId(), event.causationId(), event.payload());
    }

    private MailCarrier carrier(Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(Map.of(
                "patrol.mail.recipients", MailServer.OPS + " , " + MailServer.SECURITY + "," + MailServer.OPS,
                "patrol.mail.host", "127.0.0.1",
                "patrol.mail.port", Integer.toString(MailServer.port()),
                "patrol.mail.start-tls", "OPTIONAL",
                "patrol.mail.tls", "false"));
        values.putAll(changes);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(values)
                .withMapping(MailSettings.class)
                .withMapping(RecipientSettings.class)
                .build();
        MailSettings settings = config.getConfigMapping(MailSettings.class);
        return new MailCarrier(
                writer,
                new SmtpClient(settings, () -> Optional.empty(), contact, vertx),
                settings,
                config.getConfigMapping(RecipientSettings.class));
    }

    private static MimeMessage only(Letter letter) throws MessagingException {
        List<MimeMessage> received = MailServer.telling(
                MailServer.OPS, letter.entries().get(0).event().id());
        assertThat(received).hasSize(1);
        return received.get(0);
    }
}
