package dev.patrol.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionCommandTest {
    private static final String ASK = """
            COMP_WORDS=(%s)
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _complete_patrol
            printf '%%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "patrol '',tokens break-glass dead-letters login up demo help",
        "patrol revo,revoke",
        "patrol dead-letters '',list show replay",
        "patrol break-glass --dr,--dry-run",
        "patrol tokens --loc,--local",
        "patrol up --fr,--free-ports"
    })
    void bashCompletesWhatTheScriptKnows(String typed, String expected) throws Exception {
        // When
        List<String> offered = bash(ASK.formatted(typed));

        // Then
        assertThat(offered).contains(expected.split(" ")).doesNotContain("warm-up");
    }

    @Test
    void zshIsGivenTheSame() {
        // When
        Ran bash = Ran.inProcess(Map.of(), "completion");
        Ran zsh = Ran.inProcess(Map.of(), "completion", "zsh");

        // Then
        assertThat(zsh.exitCode()).isZero();
        assertThat(zsh.out()).isEqualTo(bash.out()).contains("ZSH_VERSION");
    }

    private List<String> bash(String question) throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("script"),
                Ran.inProcess(Map.of(), "completion", "bash").out() + question);
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder("bash", "--norc", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(out).stream()
                .flatMap(line -> List.of(line.split("\\s+")).stream())
                .toList();
    }
}
