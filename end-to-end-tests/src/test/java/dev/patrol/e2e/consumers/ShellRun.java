package dev.patrol.e2e.consumers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A run of the shell example, as it ended.
 *
 * @param output what it said, on both outputs
 */
record ShellRun(int exitCode, String output) {
    private static final long SECONDS = 60;

    static ShellRun of(Map<String, String> environment, Path output, String... command) {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                        Stream.of("sh", Examples.file("shell/take-secret.sh").toString()), Stream.of(command))
                .toList());
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        try {
            Process process = builder.start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The script does not end");
            }
            return new ShellRun(process.exitValue(), Files.readString(output, UTF_8));
        } catch (IOException e) {
            throw new AssertionError("The script can't be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while the script ran", e);
        }
    }
}
