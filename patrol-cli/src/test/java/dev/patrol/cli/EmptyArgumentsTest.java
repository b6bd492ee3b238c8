package dev.patrol.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An argument that is empty, as a shell makes it of a variable that is not set, is a wrong call and no answer. */
class EmptyArgumentsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "break-glass|--organization|contoso|--reason|drill|--dry-run|--owner|",
                "break-glass|--organization|contoso|--reason|drill|--dry-run|--name| ",
                "break-glass|--organization||--reason|drill|--dry-run",
                "revoke|deploy|--reason|",
                "revoke||--reason|drill",
                "restore||--reason|drill",
                "create|deploy|--scope||--reason|drill",
                "revoke|--organization|contoso|--id|1-1-1-1-1|--reason|drill"
            })
    void isRefusedBeforeAnythingIsAsked(String call) {
        // When
        Ran ran = Ran.inProcess(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + Sockets.unused()), call.split("\\|", -1));

        // Then
        assertThat(ran.exitCode()).as(ran.everything()).isEqualTo(ExitCode.WRONG_CALL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "create|deploy|--scope|,|--reason|drill; --scope names none",
                "create|deploy|--scope|vso.code|--organization|a/b|--reason|drill; \"a/b\" is no organization's name",
                "break-glass|--organization|https://dev.azure.com/contoso|--reason|drill; is no organization's name",
                "restore|ana-*|--organization|contoso|--owner|ana|--reason|drill; Whose a dead token was is not known",
                "dead-letters|show|x; \"x\" is no number"
            })
    void whatIsWrongWithItIsSaidInASentence(String call, String sentence) {
        // When
        Ran ran = Ran.inProcess(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + Sockets.unused(), "AZURE_DEVOPS_ORG", "contoso"),
                call.split("\\|", -1));

        // Then
        assertThat(ran.exitCode()).as(ran.everything()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(ran.err()).contains(sentence);
    }
}
