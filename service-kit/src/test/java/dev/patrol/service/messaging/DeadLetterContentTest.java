package dev.patrol.service.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterContentTest {
    private static final int TOO_MANY = DeadLetterContent.MOST_BYTES + 1;

    @Test
    void isTheWholeRecordWhereThereIsRoom() {
        // Given
        byte[] value = new byte[DeadLetterContent.MOST_BYTES - 100];

        // When
        DeadLetterContent content = DeadLetterContent.of("key", headers(Map.of("ce_id", "1")), value);

        // Then
        assertThat(content.isShortened()).isFalse();
        assertThat(content.key()).isEqualTo("key");
        assertThat(content.value()).isSameAs(value);
        assertThat(content.headers()).extracting(Header::key).containsExactly("ce_id");
    }

    @Test
    void isWithoutAValueThatIsTooLargeAndSaysHowLargeItWas() {
        // When
        DeadLetterContent content = DeadLetterContent.of("key", headers(Map.of("ce_id", "1")), new byte[TOO_MANY]);

        // Then
        assertThat(content.isShortened()).isTrue();
        assertThat(content.key()).isEqualTo("key");
        assertThat(content.value()).isNull();
        assertThat(content.headers()).extracting(Header::key).containsExactly("ce_id", "dead-letter-value-left-out");
        assertThat(leftOut(content)).isEqualTo(Integer.toString(TOO_MANY));
    }

    @Test
    void isWithoutKeyAndHeadersWhereThoseAloneAreTooLarge() {
        // When
        DeadLetterContent largeKey = DeadLetterContent.of("k".repeat(TOO_MANY), headers(Map.of()), new byte[5]);
        DeadLetterContent largeHeader =
                DeadLetterContent.of("key", headers(Map.of("x", "y".repeat(TOO_MANY))), new byte[5]);

        // Then
        assertThat(largeKey.key()).isNull();
        assertThat(leftOut(largeKey)).isEqualTo("5");
        assertThat(largeHeader.headers()).extracting(Header::key).containsExactly("dead-letter-value-left-out");
        assertThat(leftOut(largeHeader)).isEqualTo("5");
    }

    @Test
    void doesNotBelieveARecordThatSaysItsValueWasLeftOut() {
        // When
        DeadLetterContent content =
                DeadLetterContent.of(null, headers(Map.of("dead-letter-value-left-out", "7")), new byte[5]);

        // Then
        assertThat(content.isShortened()).isFalse();
        assertThat(content.headers()).isEmpty();
    }

    private static Headers headers(Map<String, String> values) {
        RecordHeaders headers = new RecordHeaders();
        values.forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        return headers;
    }

    private static String leftOut(DeadLetterContent content) {
        return new String(
                content.headers().lastHeader("dead-letter-value-left-out").value(), UTF_8);
    }
}
