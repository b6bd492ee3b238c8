package dev.patrol.notifier.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsTest {
    static Stream<String> texts() {
        return HostileTexts.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void quotesAnythingSoThatAShellTakesItForOneWord(String hostile) throws IOException, InterruptedException {
        // Given
        Process shell = new ProcessBuilder("sh", "-c", "printf %s " + Commands.quoted(hostile)).start();

        // When
        String word = new String(shell.getInputStream().readAllBytes(), UTF_8);

        // Then
        assertThat(shell.waitFor()).isZero();
        assertThat(word).isEqualTo(OutsideText.line(hostile));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"contoso, contoso", "my-org.2, my-org.2", "two words, 'two words'", "-x, '-x'", "it's, 'it'\\''s'"
            })
    void quotesOnlyWhatIsMoreThanAWord(String organization, String quoted) {
        assertThat(Commands.quoted(organization)).isEqualTo(quoted);
    }
}
