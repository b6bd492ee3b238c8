package dev.patrol.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
    private static final int LONG = 100;

    @ParameterizedTest
    @ValueSource(strings = {"deploy", "Übersetzung 🚀 déploiement", "名前", "<b>\"quoted\"</b>", "é"})
    void leavesReadableTextAsItIs(String name) {
        // When
        String safe = SafeText.of(name, LONG);

        // Then
        assertThat(safe).isEqualTo(name);
    }

    @Test
    void showsControlCharactersInsteadOfObeyingThem() {
        // Given
        String hostile = "a\r\nb\u001B[2Jc\td\u0000e\u009Bf\u007Fg";

        // When
        String safe = SafeText.of(hostile, LONG);

        // Then
        assertThat(safe).isEqualTo("a␍␊b␛[2Jc␉d␀e\uFFFDf\uFFFDg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u202E", "\u2066", "\u200B", "\uFEFF", "\u2028", "\u2029", "\uD800", "\uDC00", "\uDB40\uDC41"})
    void replacesWhatIsInvisibleOrTurnsTextRoundOrIsHalfACharacter(String hostile) {
        // When
        String safe = SafeText.of("a" + hostile + "b", LONG);

        // Then
        assertThat(safe).isEqualTo("a\uFFFDb");
    }

    @ParameterizedTest
    @CsvSource({"abcde,5,abcde", "abcdef,5,abcd…", "🚀🚀🚀,2,🚀…", "'',5,''"})
    void cutsAtCharactersAndNeverWithinOne(String text, int longest, String expected) {
        // When
        String safe = SafeText.of(text, longest);

        // Then
        assertThat(safe).isEqualTo(expected);
    }
}
