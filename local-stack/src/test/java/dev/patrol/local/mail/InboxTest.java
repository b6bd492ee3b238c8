package dev.patrol.local.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.local.mail.Letters.Letter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxTest {
    private Inbox inbox;

    @BeforeEach
    void start() {
        inbox = Inbox.start(0);
    }

    @AfterEach
    void stop() {
        inbox.close();
    }

    @Test
    void showsBothPartsOfAMail() {
        // When
        Letters.send(
                inbox.port(), new Letter("Übersetzung 🚀", "Hello in plain text: ü", "<p>Hello in <b>HTML</b>: ü</p>"));

        // Then
        assertThat(inbox.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.number()).isEqualTo(1);
            assertThat(mail.subject()).isEqualTo("Übersetzung 🚀");
            assertThat(mail.text()).isEqualToIgnoringNewLines("Hello in plain text: ü");
            assertThat(mail.html()).isEqualToIgnoringNewLines("<p>Hello in <b>HTML</b>: ü</p>");
            assertThat(mail.from()).contains("patrol@contoso.example");
            assertThat(mail.to()).containsExactly("team@contoso.example");
            assertThat(mail.messageId()).isNotEmpty();
        });
    }

    @Test
    void showsAMailThatIsPlainText() {
        // When
        Letters.sendRaw(inbox.port(), "Subject: plain", "", "only text");

        // Then
        assertThat(inbox.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.text()).startsWith("only text");
            assertThat(mail.html()).isEmpty();
        });
    }

    @Test
    void knowsWhichEventsAMailTellsOf() {
        // When
        Letters.sendRaw(inbox.port(), "Subject: two", "Patrol-Event-IDs: event-1", " event-2", "", "text");
        Letters.sendRaw(inbox.port(), "Subject: none", "", "text");

        // Then
        assertThat(inbox.mails())
                .extracting(ReceivedMail::eventIds)
                .containsExactly(List.of("event-1", "event-2"), List.of());
    }

    @Test
    void takesAMailWhoseHeadersAreHostile() {
        // When
        Letters.sendRaw(
                inbox.port(),
                "From: \"<script>alert(1)</script>\" nobody@@",
                "To: <<>>, =?utf-8?B?//8=?=, =?no-such-charset?Q?x?=",
                "Subject: =?utf-8?Q?two=0D=0Alines=E2=80=AE?=",
                "Content-Type: multipart/alternative; boundary=",
                "",
                "not what it says");

        // Then
        assertThat(inbox.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).contains("two").contains("lines");
            assertThat(mail.from()).contains("<script>");
        });
    }

    @Test
    void keepsTheOrderAndFindsMailsByNumber() {
        // Given
        for (String subject : List.of("first", "second", "third")) {
            Letters.sendRaw(inbox.port(), "Subject: " + subject, "", "x");
        }

        // When
        List<ReceivedMail> mails = inbox.mails();

        // Then
        assertThat(mails).extracting(ReceivedMail::subject).containsExactly("first", "second", "third");
        assertThat(inbox.mail(2))
                .hasValueSatisfying(mail -> assertThat(mail.subject()).isEqualTo("second"));
        assertThat(inbox.mail(0)).isEmpty();
        assertThat(inbox.mail(4)).isEmpty();
        assertThat(inbox.count()).isEqualTo(3);
    }
}
