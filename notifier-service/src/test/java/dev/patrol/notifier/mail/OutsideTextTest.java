package dev.patrol.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutsideTextTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`ci-deploy`, `ci-deploy`",
                "`  two  words `, `two words`",
                "`line\r\nbreak`, `line break`",
                "`tab\tand\u0000null`, `tab and null`",
                "`next\u0085line\u2028and\u2029on`, `next line and on`",
                "`a\u202Eb\u2066c`, `abc`",
                "`👩‍💻 für Köln רמז`, `👩‍💻 für Köln רמז`",
            })
    void isOneLineWithoutWhatCannotBeSeen(String text, String expected) {
        assertThat(OutsideText.line(text)).isEqualTo(expected);
    }

    @Test
    void cutsBetweenCharactersNotWithinOne() {
        assertThat(OutsideText.shortened("🔑".repeat(11), 10)).isEqualTo("🔑".repeat(9) + "…");
    }

    @Test
    void keepsWhatIsJustShortEnough() {
        assertThat(OutsideText.shortened("x".repeat(10), 10)).isEqualTo("x".repeat(10));
    }

    @Test
    void takesTokenValuesOut() {
        // Given
        String value = "A".repeat(76) + "AZDO" + "1234";

        // When
        String line = OutsideText.line("see " + value);

        // Then
        assertThat(line).isEqualTo("see [redacted]");
    }
}
