package dev.patrol.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A call of {@code ./patrol} that has ended.
 *
 * @param output what it said, on both of its outputs
 */
public record PatrolCall(int exitCode, String output) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * @param folder where it runs
     * @param settings all that it is told
     * @throws AssertionError if it has no end
     */
    static PatrolCall run(Path folder, Map<String, String> settings, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-jar", Processes.jar("patrol-cli", "patrol-cli.jar")));
        all.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile(folder, "patrol", ".txt");
            Process call = Processes.java(all, settings, folder, output);
            if (!Processes.endsWithin(PATIENCE, call)) {
                call.destroyForcibly();
                throw new AssertionError("patrol " + List.of(arguments) + " has no end: " + Files.readString(output));
            }
            return new PatrolCall(call.exitValue(), Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
