package dev.patrol.rotator.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.model.RotationStep;
import dev.patrol.rotator.saga.RotationState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command line shows the ledger; its samples of it are entries that the rotator itself reads and writes. */
class LedgerFormTest {
    private static final Path SAMPLES = Path.of("..", "patrol-cli", "src", "test", "resources", "ledger");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anEntryStandsOnTheLedgerAsTheCommandLineReadsIt(Path sample) throws IOException {
        // Given
        byte[] json = Files.readAllBytes(sample);

        // When
        JsonNode written = MAPPER.readTree(LedgerForm.write(LedgerForm.read(json)));

        // Then
        assertSays(written, MAPPER.readTree(json), "");
    }

    @Test
    void thereIsASampleOfEachState() throws IOException {
        // When
        Stream<String> states = Arrays.stream(RotationState.class.getPermittedSubclasses())
                .map(state -> state.getSimpleName().toUpperCase(Locale.ROOT) + ".json");

        // Then
        assertThat(samples())
                .extracting(sample -> sample.getFileName().toString())
                .containsAll(states.toList());
    }

    @Test
    void anEntryOfOldIsReadWhoseFailedStepBearsTheNameOfTheState() throws IOException {
        // Given
        String old = Files.readString(SAMPLES.resolve("FAILED.json")).replace("\"failedStep\"", "\"step\"");

        // When
        LedgerEntry entry = LedgerForm.read(old.getBytes(UTF_8));

        // Then
        assertThat(entry.state()).isInstanceOfSatisfying(RotationState.Failed.class, failed -> assertThat(failed.step())
                .isEqualTo(RotationStep.STORE));
    }

    /** The rotator may say more; what the sample has must be there. */
    private static void assertSays(JsonNode written, JsonNode expected, String where) {
        if (expected.isObject()) {
            expected.properties()
                    .forEach(field ->
                            assertSays(written.path(field.getKey()), field.getValue(), where + "/" + field.getKey()));
        } else {
            assertThat(written).as(where).isEqualTo(expected);
        }
    }
}
