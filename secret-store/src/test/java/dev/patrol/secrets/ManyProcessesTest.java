package dev.patrol.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patrol.model.token.SecretVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folder that several processes use, some of which die. */
@Timeout(120)
class ManyProcessesTest {
    @TempDir
    Path temporary;

    private Path folder;
    private Path keyFile;
    private SecretStore store;

    @BeforeEach
    void open() {
        folder = temporary.resolve("store");
        keyFile = temporary.resolve("key.json");
        store = open(true);
    }

    @Test
    void writersOfSeveralProcessesTakeTurns() throws Exception {
        // Given
        List<Process> processes = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            processes.add(WritingProcess.start(folder, keyFile, "shared", 20));
        }

        // When
        List<String> said = new ArrayList<>();
        for (Process process : processes) {
            said.addAll(process.inputReader().lines().toList());
            assertThat(process.waitFor()).isZero();
        }

        // Then
        assertThat(said).hasSize(60);
        assertThat(said).extracting(line -> line.substring(0, 12)).doesNotHaveDuplicates();
        assertThat(store.versions("shared")).hasSize(60);
        assertThat(said).allSatisfy(this::assertStored);
    }

    @Test
    void aProcessThatIsKilledLeavesAllThatItSaidAndNothingBroken() throws Exception {
        // Given
        List<String> said = new ArrayList<>();

        // When
        for (int round = 0; round < 4; round++) {
            Process process = WritingProcess.start(folder, keyFile, "killed-" + round, 1_000_000);
            BufferedReader lines = process.inputReader();
            for (int n = 0; n <= 5 * round; n++) {
                said.add("killed-" + round + " " + lines.readLine());
            }
            process.destroyForcibly().waitFor();
        }

        // Then
        SecretStore reopened = open(false);
        assertThat(said).allSatisfy(line -> {
            String[] words = line.split(" ");
            assertThat(reopened.read(new SecretVersion(folder.toUri(), words[0], words[1]))
                            .reveal())
                    .isEqualTo(words[2]);
        });
        for (int round = 0; round < 4; round++) {
            assertThat(reopened.findText("killed-" + round)).isPresent();
            assertThat(reopened.versions("killed-" + round)).isNotEmpty();
        }
    }

    @Test
    void aLockThatIsNeverGivenBackIsNotWaitedForForEver() throws Exception {
        // Given
        Path file = temporary.resolve("lock");
        StoreLock lock = new StoreLock(file, Duration.ofMillis(200));
        Process holder = LockingProcess.start(file);
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo(LockingProcess.HELD);

            // When
            // Then
            assertThatThrownBy(() -> lock.holding(() -> "inside"))
                    .isInstanceOf(SecretStoreException.Unavailable.class)
                    .hasMessageContaining("Another writer has held " + file);
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(lock.holding(() -> "inside")).isEqualTo("inside");
    }

    @Test
    void aLockIsHadOnceItsHolderDies() throws Exception {
        // Given
        Path file = temporary.resolve("lock");
        StoreLock lock = new StoreLock(file, Duration.ofMinutes(1));
        Process holder = LockingProcess.start(file);
        assertThat(holder.inputReader().readLine()).isEqualTo(LockingProcess.HELD);
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> inside(lock));

        // When
        holder.destroyForcibly();

        // Then
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("inside");
    }

    private static String inside(StoreLock lock) {
        try {
            return lock.holding(() -> "inside");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertStored(String line) {
        String[] words = line.split(" ");
        assertThat(store.read(new SecretVersion(folder.toUri(), "shared", words[0]))
                        .reveal())
                .isEqualTo(words[1]);
    }

    private SecretStore open(boolean createKey) {
        return FileSecretStore.open(
                new SecretStoreLocation.Folder(folder, keyFile, createKey), Optional.empty(), Clock.systemUTC());
    }
}
