package dev.patrol.azuredevops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConstantMemoryTest {
    @TempDir
    Path directory;

    /** 80 MB of names pass through; what is kept, pages or tokens, does not fit. */
    @Test
    void twentyThousandTokensAreReadInAHeapThatHoldsAFewPages() throws IOException, InterruptedException {
        // Given
        Path output = directory.resolve("output");
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyTokens.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());

        // When
        Process process = program.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);

        // Then
        process.destroyForcibly();
        assertThat(ended).isTrue();
        assertThat(output).content().contains("visited " + ManyTokens.TOKENS);
        assertThat(process.exitValue()).isZero();
    }
}
