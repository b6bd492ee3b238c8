package dev.patrol.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Event;
import dev.patrol.notifier.ServiceTest;
import dev.patrol.notifier.delivery.Delivered;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever text an event carries: a mail program reads what was written, and no header more. */
@QuarkusTest
@ServiceTest
class HostileMailTest {
    private static final List<String> HEADERS = List.of(
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
            "Importance",
            "Patrol-Event-IDs");

    @Inject
    MailComposers composers;

    @Inject
    Delivered delivered;

    static Stream<String> texts() {
        return HostileTexts.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void arrivesAsItWasWritten(String hostile) throws MessagingException, IOException {
        for (Class<? extends Event> type : composers.types()) {
            // Given
            var event = SampleEvents.envelope(UUID.randomUUID().toString(), HostileTexts.event(type, hostile));
            Mail mail = composers.compose(event);

            // When
            MimeMessage received = delivered.mailOf(event);

            // Then
            assertThat(received.getSubject()).isEqualTo(mail.subject());
            assertThat(received.getAllRecipients()).hasSize(1);
            assertThat(Collections.list(received.getAllHeaders()))
                    .extracting(Header::getName)
                    .isSubsetOf(HEADERS)
                    .doesNotHaveDuplicates();
            MimeMultipart parts = (MimeMultipart) received.getContent();
            assertThat(parts.getCount()).isEqualTo(2);
            assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
            assertThat(content(parts, 0)).isEqualTo(mail.text().stripTrailing());
            assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
            assertThat(content(parts, 1)).isEqualTo(mail.html().stripTrailing());
        }
    }

    private static String content(MimeMultipart parts, int index) throws MessagingException, IOException {
        return ((String) parts.getBodyPart(index).getContent())
                .replace("\r\n", "\n")
                .stripTrailing();
    }
}
