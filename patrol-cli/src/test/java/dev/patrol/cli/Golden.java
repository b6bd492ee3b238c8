package dev.patrol.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an output should be, from a file below {@code golden/}. */
public final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /** Where it differs, what was found is in {@code target/golden}, to be looked at and taken over. */
    public static void assertIs(String name, String found) {
        try {
            Path actual = Path.of("target", "golden", name);
            Files.createDirectories(actual.getParent());
            Files.writeString(actual, found);
            assertThat(FOLDER.resolve(name)).exists();
            assertThat(found).isEqualTo(Files.readString(FOLDER.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
