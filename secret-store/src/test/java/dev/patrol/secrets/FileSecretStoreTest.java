package dev.patrol.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patrol.model.token.SecretVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileSecretStoreTest extends SecretStoreContract {
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

    @Override
    SecretStore store() {
        return store;
    }

    @Override
    SecretStore sameStoreElsewhere() {
        return open(false);
    }

    @Override
    void addForeignSecrets(int count) {
        IntStream.range(0, count).forEach(n -> store.storeText(Samples.text("foreign-" + n, "a value")));
    }

    @Test
    void nothingInTheFilesCanBeRead() throws IOException {
        // Given
        store.store(Samples.secret("visible-display-name", "visible-value"));

        // When
        List<Path> files = everyFile();

        // Then
        assertThat(files).hasSizeGreaterThanOrEqualTo(2);
        for (Path file : files) {
            assertThat(Files.readString(file, ISO_8859_1))
                    .doesNotContain("visible-value", "visible-display-name", Samples.ORGANIZATION);
        }
    }

    @Test
    void onlyTheOwnerHasRights() throws IOException {
        // Given
        store.store(Samples.secret("rights", "a value"));

        // When
        // Then
        for (Path file : everyFile()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    static Stream<Named<UnaryOperator<byte[]>>> damages() {
        return Stream.of(
                Named.of("one bit", content -> {
                    content[content.length / 2] ^= 1;
                    return content;
                }),
                Named.of("cut", content -> Arrays.copyOf(content, content.length - 1)),
                Named.of("empty", content -> new byte[0]),
                Named.of("longer", content -> Arrays.copyOf(content, content.length + 1)),
                Named.of("zeros", content -> new byte[content.length]));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void aChangedFileIsNamedAndNeverTakenForAnAnswer(UnaryOperator<byte[]> damage) throws IOException {
        // Given
        SecretVersion version = store.store(Samples.secret("tampered", "a value"));
        Path file = fileOf(version);

        // When
        Files.write(file, damage.apply(Files.readAllBytes(file)));

        // Then
        assertDamaged(file, () -> store.find(version.name()));
        assertDamaged(file, () -> store.findManaged(Samples.ORGANIZATION, version.name()));
        assertDamaged(file, () -> store.findText(version.name()));
        assertDamaged(file, () -> store.versions(version.name()));
        assertDamaged(file, () -> store.read(version));
        assertDamaged(file, () -> store.restore(version.name(), version.version()));
        assertDamaged(file, () -> store.disable(version));
        assertDamaged(file, () -> store.forEachManaged(Samples.ORGANIZATION, secret -> {}));
    }

    @Test
    void aFilePutInPlaceOfAnotherIsSeen() throws IOException {
        // Given
        SecretVersion first = store.store(Samples.secret("exchanged-v1", "one"));
        SecretVersion second = store.store(Samples.secret("exchanged-v2", "two"));
        SecretVersion other = store.store(Samples.secret("other", "three"));

        // When
        Files.copy(fileOf(first), fileOf(second), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(fileOf(first), fileOf(other), StandardCopyOption.REPLACE_EXISTING);

        // Then
        assertDamaged(fileOf(second), () -> store.read(second));
        assertDamaged(fileOf(other), () -> store.find(other.name()));
        assertThat(store.read(first).reveal()).isEqualTo("one");
    }

    @Test
    void whatAWriterLeftThatDiedIsNoAnswerAndGoes() throws IOException {
        // Given
        SecretVersion version = store.store(Samples.secret("killed", "whole"));
        Path half = fileOf(version).resolveSibling("0".repeat(31) + "9.secret.1234.tmp");
        Files.writeString(half, "half a fi");
        Path never =
                Files.createDirectories(folder.resolve("secrets/never-whole")).resolve("a.secret.5.tmp");
        Files.writeString(never, "");
        Files.writeString(folder.resolve("proof.secret.6.tmp"), "");

        // When
        SecretStore reopened = open(false);

        // Then
        assertThat(reopened.versions(version.name()))
                .extracting(SecretDescription::version)
                .containsExactly(version);
        assertThat(reopened.find("never-whole")).isEmpty();
        assertThat(reopened.versions("never-whole")).isEmpty();
        assertThat(everyFile()).noneMatch(file -> file.toString().endsWith(".tmp"));
    }

    @Test
    void whereTheFileSystemFailsNothingIsStoredAndTheDiskIsToBeLookedAt() throws IOException {
        // Given
        Files.writeString(folder.resolve("secrets/in-its-place"), "a file where a folder should be");

        // When
        SecretStoreException failed = catchThrowableOfType(
                SecretStoreException.class, () -> store.storeText(Samples.text("in-its-place", "a value")));

        // Then
        assertThat(failed).isInstanceOf(SecretStoreException.Unavailable.class).hasMessageNotContaining("a value");
        assertThat(failed.remedy()).contains("has room and can be written to");
    }

    @Test
    void keepsTheNewestHundredVersions() {
        // Given
        List<SecretVersion> versions = IntStream.rangeClosed(1, 103)
                .mapToObj(n -> store.storeText(Samples.text("often-written", "value " + n)))
                .toList();

        // When
        List<SecretDescription> kept = store.versions("often-written");

        // Then
        assertThat(kept)
                .extracting(SecretDescription::version)
                .hasSize(100)
                .contains(versions.get(3), versions.get(102));
        assertThat(store.findText("often-written").orElseThrow().value().reveal())
                .isEqualTo("value 103");
        assertRefused(() -> store.read(versions.get(2)));
    }

    @Test
    void foldersBesideItsOwnDoNotDisturb() throws IOException {
        // Given
        SecretVersion version = store.store(Samples.secret("tidy", "a value"));
        Files.writeString(fileOf(version).resolveSibling("notes.secret"), "not a version");
        Files.writeString(folder.resolve("secrets/.stray"), "not a secret");

        // When
        SecretStore reopened = open(false);

        // Then
        assertThat(reopened.find(version.name()))
                .map(SecretDescription::version)
                .contains(version);
    }

    private SecretStore open(boolean createKey) {
        return new SecretStores(
                        () -> {
                            throw new AssertionError("A folder needs no sign-in");
                        },
                        Clock.systemUTC())
                .open(new SecretStoreLocation.Folder(folder, keyFile, createKey));
    }

    private Path fileOf(SecretVersion version) {
        return folder.resolve("secrets").resolve(version.name()).resolve(version.version() + ".secret");
    }

    private List<Path> everyFile() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void assertDamaged(Path file, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(SecretStoreException.Damaged.class)
                .hasMessageContaining(file.toString());
    }
}
