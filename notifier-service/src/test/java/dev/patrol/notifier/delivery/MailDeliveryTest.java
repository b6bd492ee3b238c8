package dev.patrol.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patrol.notifier.MailServer;
import dev.patrol.notifier.ServiceTest;
import dev.patrol.notifier.mail.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails as a real SMTP server gets them. */
@QuarkusTest
@ServiceTest
class MailDeliveryTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Mail MAIL = new Mail("[Patrol] A subject", "<p>HTML</p>\n", "Text\n", false);

    @Inject
    ReactiveMailer mailer;

    @Inject
    Vertx vertx;

    private final MailServerContact contact = new MailServerContact(Clock.systemUTC());

    @AfterEach
    void welcomeAll() {
        MailServer.welcomeAll();
    }

    @Test
    void sendsNothingButTheHeadersThatAMailNeeds() throws MessagingException {
        // Given
        String eventId = UUID.randomUUID().toString();

        // When
        delivery(Map.of()).deliver(eventId, MAIL).await().atMost(SOON);

        // Then
        assertThat(Collections.list(only(MailServer.OPS, eventId).getAllHeaders()))
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
                        "Cc", // always there, and empty
                        "Content-Type",
                        "Auto-Submitted");
    }

    @Test
    void marksUrgentMail() throws MessagingException {
        // Given
        String eventId = UUID.randomUUID().toString();

        // When
        delivery(Map.of())
                .deliver(eventId, new Mail("[Patrol][SECURITY] A subject", "", "", true))
                .await()
                .atMost(SOON);

        // Then
        assertThat(only(MailServer.OPS, eventId).getHeader("Importance")).containsExactly("high");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"id> \r\nBcc: x@y.example", "<>", "\u202e🔑", "a very long id a very long id a very long id"})
    void makesAMessageIdOfAnyEventId(String eventId) throws MessagingException {
        // When
        delivery(Map.of()).deliver(eventId, MAIL).await().atMost(SOON);

        // Then
        assertThat(only(MailServer.OPS, eventId).getHeader("Bcc")).isNull();
    }

    @Test
    void sendsFromTheSenderThatIsSet() throws MessagingException {
        // Given
        String eventId = UUID.randomUUID().toString();

        // When
        delivery(Map.of("patrol.mail.sender", "patrol@contoso.example"))
                .deliver(eventId, MAIL)
                .await()
                .atMost(SOON);

        // Then
        assertThat(only(MailServer.OPS, eventId).getFrom())
                .extracting(Object::toString)
                .containsExactly("patrol@contoso.example");
    }

    @Test
    void failsOnlyWhenTheOthersHaveTheirMail() {
        // Given
        String eventId = UUID.randomUUID().toString();
        MailServer.answer(MailServer.OPS, "550 5.1.1 No such user");

        // When
        var delivered = delivery(Map.of()).deliver(eventId, MAIL).await();

        // Then
        assertThatThrownBy(() -> delivered.atMost(SOON))
                .isInstanceOf(UndeliveredMail.Refused.class)
                .hasMessageContaining(MailServer.OPS)
                .hasMessageContaining("550 5.1.1 No such user");
        assertThat(MailServer.received(MailServer.SECURITY, messageId(eventId))).hasSize(1);
    }

    @Test
    void namesEverybodyWhoIsRefused() {
        // Given
        MailServer.answer(MailServer.OPS, "550 5.1.1 No such user");
        MailServer.answer(MailServer.SECURITY, "552 5.2.2 Mailbox full");

        // When
        var delivered =
                delivery(Map.of()).deliver(UUID.randomUUID().toString(), MAIL).await();

        // Then
        assertThatThrownBy(() -> delivered.atMost(SOON))
                .isInstanceOf(UndeliveredMail.ToSeveral.class)
                .hasMessageContaining("5.1.1 No such user")
                .hasMessageContaining("5.2.2 Mailbox full");
    }

    @Test
    void sendsOnlyWhatIsMissingWhenTriedAgain() {
        // Given
        String eventId = UUID.randomUUID().toString();
        MailDelivery delivery = delivery(Map.of());
        MailServer.answer(MailServer.OPS, "550 5.1.1 No such user");
        assertThatThrownBy(() -> delivery.deliver(eventId, MAIL).await().atMost(SOON))
                .isInstanceOf(UndeliveredMail.class);
        MailServer.welcomeAll();

        // When
        delivery.deliver(eventId, MAIL).await().atMost(SOON);

        // Then
        assertThat(MailServer.received(MailServer.OPS, messageId(eventId))).hasSize(1);
        assertThat(MailServer.received(MailServer.SECURITY, messageId(eventId))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"451 4.7.1 Try again later", "530 5.7.0 Authentication required"})
    void triesAgainUntilItsPatienceEnds(String reply) {
        // Given
        String eventId = UUID.randomUUID().toString();
        MailServer.answer(MailServer.OPS, reply);

        // When
        var delivered = delivery(Map.of("patrol.mail.patience", "1s"))
                .deliver(eventId, MAIL)
                .await();

        // Then
        assertThatThrownBy(() -> delivered.atMost(SOON))
                .isInstanceOf(UndeliveredMail.GivenUp.class)
                .hasMessageContaining(MailServer.OPS)
                .hasMessageContaining(reply);
    }

    @Test
    void knowsThatTheServerWasReached() {
        // When
        delivery(Map.of()).deliver(UUID.randomUUID().toString(), MAIL).await().atMost(SOON);

        // Then
        assertThat(contact.state()).hasValueSatisfying(state -> {
            assertThat(state.reached()).isTrue();
            assertThat(state.problem()).isEmpty();
        });
    }

    @Test
    void knowsThatTheServerAnsweredButPutTheMailOff() {
        // Given
        MailServer.answer(MailServer.OPS, "451 4.7.1 Try again later");
        MailServer.answer(MailServer.SECURITY, "451 4.7.1 Try again later");

        // When
        var delivered = delivery(Map.of("patrol.mail.patience", "1s"))
                .deliver(UUID.randomUUID().toString(), MAIL)
                .await();

        // Then
        assertThatThrownBy(() -> delivered.atMost(SOON)).isInstanceOf(UndeliveredMail.ToSeveral.class);
        assertThat(contact.state()).hasValueSatisfying(state -> {
            assertThat(state.reached()).isTrue();
            assertThat(state.problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("451 4.7.1"));
        });
    }

    private MailDelivery delivery(Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(Map.of(
                "patrol.mail.recipients", MailServer.OPS + " , " + MailServer.SECURITY + "," + MailServer.OPS,
                "patrol.mail.host", "not used here",
                "patrol.mail.port", "1",
                "patrol.mail.start-tls", "OPTIONAL",
                "patrol.mail.tls", "false",
                "patrol.mail.retry-delay", "50ms",
                "patrol.mail.retry-max-delay", "200ms"));
        values.putAll(changes);
        MailSettings settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(values)
                .withMapping(MailSettings.class)
                .build()
                .getConfigMapping(MailSettings.class);
        return new MailDelivery(mailer, new SentMails(settings), contact, settings, Clock.systemUTC(), vertx);
    }

    private static MimeMessage only(String recipient, String eventId) {
        List<MimeMessage> received = MailServer.received(recipient, messageId(eventId));
        assertThat(received).hasSize(1);
        return received.get(0);
    }

    private static String messageId(String eventId) {
        return "<" + UUID.nameUUIDFromBytes(eventId.getBytes(UTF_8)) + "@contoso.example>";
    }
}
