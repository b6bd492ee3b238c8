package dev.patrol.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.local.services.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNoProcessBehind() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void letsNoSecondRunInWhileOneHasIt() {
        // Given
        RunDirectory first = open();

        // When
        Optional<RunDirectory> second = RunDirectory.open(folder);

        // Then
        assertThat(second).isEmpty();
        first.close();
    }

    @Test
    void letsTheNextRunInOnceItIsClosed() {
        // Given
        open().close();

        // When
        Optional<RunDirectory> next = RunDirectory.open(folder);

        // Then
        assertThat(next).isPresent();
        next.get().close();
    }

    @Test
    void aFolderOfARunHasNothingOfAnEarlierOne() throws IOException {
        // Given
        try (RunDirectory earlier = open()) {
            Path deep = Files.createDirectories(earlier.emptied("state").resolve("a/b"));
            Files.writeString(deep.resolve("file"), "left");
        }

        // When
        try (RunDirectory next = open()) {
            Path state = next.emptied("state");

            // Then
            assertThat(state).isEmptyDirectory();
        }
    }

    @Test
    void namesTheProcessThatHasIt() {
        // When
        try (RunDirectory directory = open()) {
            // Then
            assertThat(directory.path().resolve("lock"))
                    .hasContent(Long.toString(ProcessHandle.current().pid()));
        }
        assertThat(folder.resolve("lock")).isEmptyFile();
    }

    @Test
    void takesItsDescriptionAwayWhenItIsClosed() {
        // Given
        RunDirectory directory = open();
        directory.describe("{}");

        // When
        directory.close();

        // Then
        assertThat(folder.resolve("stack.json")).doesNotExist();
    }

    @Test
    void keepsSettingsForTheirOwnerAndOnlyWhileItIsOpen() throws IOException {
        // Given
        RunDirectory directory = open();

        // When
        directory.keepSettings(Map.of("B", "a secret = value", "A", "1"));

        // Then
        Path settings = folder.resolve("settings.env");
        assertThat(settings).hasContent("A=1\nB=a secret = value\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings)))
                .isEqualTo("rw-------");
        directory.close();
        assertThat(settings).doesNotExist();
    }

    @Test
    void takesTheSettingsOfAKilledRunAway() throws IOException {
        // Given
        Path settings = Files.writeString(folder.resolve("settings.env"), "A=1\n");

        // When
        try (RunDirectory next = open()) {
            next.endLeftovers();

            // Then
            assertThat(settings).doesNotExist();
        }
    }

    @Test
    void endsTheServicesThatAKilledRunHasLeftBehind() throws IOException {
        // Given
        Path jar = Programs.patient(folder.resolve("with a space").resolve("quarkus-run.jar"));
        Process leftover = start(jar);
        remember(leftover.pid(), jar);

        // When
        int ended;
        try (RunDirectory next = open()) {
            ended = next.endLeftovers();
        }

        // Then
        assertThat(ended).isEqualTo(1);
        assertThat(leftover.isAlive()).isFalse();
    }

    @Test
    void leavesAProcessAloneThatHasGotALeftoversId() throws IOException {
        // Given
        Process foreign = start(Programs.patient(folder.resolve("foreign.jar")));
        remember(foreign.pid(), folder.resolve("quarkus-run.jar"));

        // When
        int ended;
        try (RunDirectory next = open()) {
            ended = next.endLeftovers();
        }

        // Then
        assertThat(ended).isZero();
        assertThat(foreign.isAlive()).isTrue();
    }

    @Test
    void getsOverAListOfChildrenThatWasCutShort() throws IOException {
        // Given
        Files.writeString(folder.resolve("children"), "12\nabc /x\n99999999999999999999 /x\n\n");

        // When
        int ended;
        try (RunDirectory next = open()) {
            ended = next.endLeftovers();
        }

        // Then
        assertThat(ended).isZero();
    }

    /** As a run leaves its directory that is killed. */
    private void remember(long pid, Path jar) throws IOException {
        Path elsewhere = folder.resolve("killed");
        try (RunDirectory killed = RunDirectory.open(elsewhere).orElseThrow()) {
            killed.rememberChild(pid, jar);
            Files.copy(elsewhere.resolve("children"), folder.resolve("children"));
        }
    }

    private Process start(Path jar) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        return process;
    }

    private RunDirectory open() {
        return RunDirectory.open(folder).orElseThrow();
    }
}
