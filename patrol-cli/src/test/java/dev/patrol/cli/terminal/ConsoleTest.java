package dev.patrol.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(written, true, UTF_8);

    @ParameterizedTest
    @CsvSource({"80,80", "20,40", "100000,''", "9999,500", "0,''", "wide,''", "'',''"})
    void isAsWideAsColumnsSay(String columns, String width) {
        // When
        OptionalInt found = Console.widthIn(Map.of("COLUMNS", columns));

        // Then
        assertThat(found.isPresent() ? Integer.toString(found.getAsInt()) : "").isEqualTo(width);
    }

    @Test
    void aStatusGivesWayToWhatIsSaid() {
        // Given
        Console console = new Console(stream, stream, OptionalInt.of(40), false);

        // When
        console.status("waiting");
        console.status("done");
        console.say("Signed in.");

        // Then
        assertThat(written.toString(UTF_8)).isEqualTo("\rwaiting\rdone   \r    \rSigned in." + System.lineSeparator());
    }

    @Test
    void aStatusIsNothingWhereThereIsNoTerminal() {
        // Given
        Console console = new Console(stream, stream, OptionalInt.empty(), false);

        // When
        console.status("waiting");

        // Then
        assertThat(written.size()).isZero();
    }

    @Test
    void noTokenAndNoControlCharacterGetsThrough() {
        // Given
        String token = "A".repeat(52) + "JQQJ99" + "B".repeat(18) + "AZDO" + "CCCC";

        // When
        new Console(stream, stream, OptionalInt.empty(), false).say("a\u001B[2Jb " + token);

        // Then
        assertThat(written.toString(UTF_8)).startsWith("a\uFFFD[2Jb ").doesNotContain(token);
    }
}
