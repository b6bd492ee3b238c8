package dev.patrol.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.notifier.delivery.SentMails.Delivery;
import org.junit.jupiter.api.Test;

class SentMailsTest {
    private static final String OPS = "ops@contoso.example";

    private final SentMails sent = new SentMails(2);

    @Test
    void forgetsWhatWasNotAskedForLongest() {
        // Given
        sent.add(new Delivery("first", OPS));
        sent.add(new Delivery("second", OPS));
        sent.contains(new Delivery("first", OPS));

        // When
        sent.add(new Delivery("third", OPS));

        // Then
        assertThat(sent.contains(new Delivery("first", OPS))).isTrue();
        assertThat(sent.contains(new Delivery("second", OPS))).isFalse();
        assertThat(sent.contains(new Delivery("third", OPS))).isTrue();
    }

    @Test
    void tellsRecipientsApart() {
        // When
        sent.add(new Delivery("first", OPS));

        // Then
        assertThat(sent.contains(new Delivery("first", "security@contoso.example")))
                .isFalse();
    }
}
