package dev.patrol.e2e.consumers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Where the examples are, and what running them needs. */
final class Examples {
    static final String TOOLS = "curl and jq are not both on this machine, which the shell example uses";

    private static final Path FOLDER = Path.of("..", "docs", "consumers");

    private Examples() {}

    static Path file(String name) {
        return FOLDER.resolve(name).toAbsolutePath().normalize();
    }

    /** For {@code @EnabledIf}. */
    static boolean toolsArePresent() {
        return Stream.of("curl", "jq").allMatch(Examples::isOnPath);
    }

    private static boolean isOnPath(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
