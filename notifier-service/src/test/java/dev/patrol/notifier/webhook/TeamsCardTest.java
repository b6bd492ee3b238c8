package dev.patrol.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.notifier.mail.Mail;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TeamsCardTest {
    /** What Teams takes. */
    private static final int MOST_BYTES = 28 * 1_024;

    private final TeamsCard cards = new TeamsCard();

    @Test
    void isAMessageWithAnAdaptiveCardOfTextThatIsNoMarkup() throws IOException {
        // When
        JsonNode message =
                read(new Mail("[Patrol] A subject", "<p>no</p>", "One *line*\n\n\n[Two](https://x.example)", true));

        // Then
        JsonNode attachment = message.at("/attachments/0");
        assertThat(message.path("type").asText()).isEqualTo("message");
        assertThat(attachment.path("contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(attachment.at("/content/type").asText()).isEqualTo("AdaptiveCard");
        assertThat(attachment.at("/content/body").findValuesAsText("text"))
                .containsExactly("[Patrol] A subject", "One *line*", "[Two](https://x.example)");
        assertThat(attachment.at("/content/body").findValuesAsText("type"))
                .contains("RichTextBlock", "TextRun")
                .doesNotContain("TextBlock");
    }

    @Test
    void fitsWhateverTheMailSays() throws IOException {
        // Given
        Mail mail = new Mail("\u202e".repeat(200), "", "\u0007🔑 ".repeat(20_000), false);

        // When
        byte[] card = cards.of(mail);

        // Then
        assertThat(card.length).isLessThan(MOST_BYTES);
        assertThat(read(mail).at("/attachments/0/content/body").findValuesAsText("text"))
                .last()
                .asString()
                .endsWith("The rest is in the topics.");
    }

    private JsonNode read(Mail mail) throws IOException {
        return new ObjectMapper().readTree(cards.of(mail));
    }
}
