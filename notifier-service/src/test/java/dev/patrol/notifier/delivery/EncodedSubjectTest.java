package dev.patrol.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.notifier.mail.HostileTexts;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EncodedSubjectTest {
    static Stream<String> texts() {
        return HostileTexts.ALL.stream().map(text -> text.replaceAll("[\\p{Cntrl}\\p{Cs}]", ""));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isReadAsItWasWritten(String text) throws UnsupportedEncodingException {
        // When
        String encoded = EncodedSubject.of(text);

        // Then
        assertThat(MimeUtility.decodeText(encoded)).isEqualTo(text);
        assertThat(encoded).matches("[ -~\r\n]*");
    }

    @Test
    void keepsLinesShortWhereItEncodes() {
        // When
        String encoded = EncodedSubject.of("ü🔑x".repeat(40));

        // Then
        assertThat(encoded.lines()).allSatisfy(line -> assertThat(line.strip()).hasSizeLessThanOrEqualTo(75));
    }

    @Test
    void leavesPlainTextReadable() {
        assertThat(EncodedSubject.of("[Patrol] \"ci\" was rotated")).isEqualTo("[Patrol] \"ci\" was rotated");
    }
}
