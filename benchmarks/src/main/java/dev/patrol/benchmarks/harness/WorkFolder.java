package dev.patrol.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where services run and leave their logs, which stay until the next {@code mvn clean}. */
public final class WorkFolder {
    private static final Path RUNS = Path.of("benchmarks", "target", "runs");

    private WorkFolder() {}

    /** A new one. */
    public static Path create() {
        try {
            return Files.createTempDirectory(Files.createDirectories(RUNS.toAbsolutePath()), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
