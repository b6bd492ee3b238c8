package dev.patrol.audit.detection.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void aDirectoryThatIsNotThereIsMade() {
        // Given
        Path directory = folder.resolve("some/where");

        // When
        List<String> problems = StateDirectory.problemsOf(directory.toString());

        // Then
        assertThat(problems).isEmpty();
        assertThat(directory).isDirectory();
    }

    @Test
    void whatCantBeADirectoryIsSaidWithItsRemedy() throws IOException {
        // Given
        Path file = Files.createFile(folder.resolve("file"));

        // When
        List<String> problems = StateDirectory.problemsOf(file.resolve("below").toString());

        // Then
        assertThat(problems).singleElement().asString().contains("PATROL_DETECTION_STATE_DIRECTORY", "a volume");
    }
}
