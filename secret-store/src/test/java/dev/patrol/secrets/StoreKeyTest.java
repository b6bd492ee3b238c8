package dev.patrol.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.patrol.model.token.SecretVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys a folder is opened with. */
class StoreKeyTest {
    @TempDir
    Path temporary;

    private Path folder;
    private Path keyFile;

    @BeforeEach
    void place() {
        folder = temporary.resolve("store");
        keyFile = temporary.resolve("keys/key.json");
    }

    @Test
    void aMissingKeyIsMadeOnlyWhereThatIsWanted() {
        // When
        SecretStoreException refused = refusalOf(folder, keyFile, false);

        // Then
        assertThat(refused).isInstanceOf(SecretStoreException.Refused.class).hasMessageContaining(keyFile.toString());
        assertThat(refused.remedy()).contains("SECRET_STORE_CREATE_KEY=true");
        assertThat(keyFile).doesNotExist();
        open(folder, keyFile, true);
        assertThat(keyFile).exists();
    }

    @Test
    void aKeyThatIsThereIsKept() throws IOException {
        // Given
        open(folder, keyFile, true);
        String key = Files.readString(keyFile);

        // When
        open(folder, keyFile, true);
        open(temporary.resolve("another-store"), keyFile, true);

        // Then
        assertThat(Files.readString(keyFile)).isEqualTo(key);
    }

    @Test
    void aLostKeyIsNotReplacedByAnother() throws IOException {
        // Given
        open(folder, keyFile, true);
        Files.delete(keyFile);

        // When
        SecretStoreException refused = refusalOf(folder, keyFile, true);

        // Then
        assertThat(refused).isInstanceOf(SecretStoreException.Refused.class);
        assertThat(keyFile).doesNotExist();
    }

    @Test
    void anotherKeyOpensNothing() {
        // Given
        open(folder, keyFile, true).store(Samples.secret("locked", "a value"));
        Path wrong = temporary.resolve("wrong.json");
        open(temporary.resolve("another-store"), wrong, true);

        // When
        SecretStoreException refused = refusalOf(folder, wrong, false);

        // Then
        assertThat(refused)
                .isInstanceOf(SecretStoreException.Damaged.class)
                .hasMessageContaining("SECRET_STORE_KEY_FILE does not fit")
                .hasMessageContaining(folder.resolve("proof.secret").toString());
    }

    @Test
    void aFolderThatLostItsProofIsNotGivenAnother() throws IOException {
        // Given
        open(folder, keyFile, true).store(Samples.secret("locked", "a value"));
        Files.delete(folder.resolve("proof.secret"));

        // When
        SecretStoreException refused = refusalOf(folder, keyFile, false);

        // Then
        assertThat(refused).isInstanceOf(SecretStoreException.Damaged.class).hasMessageContaining("proof.secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-", "r----x---", "rw-----w-"})
    void aKeyThatIsOpenToOthersIsRefused(String permissions) throws IOException {
        // Given
        open(folder, keyFile, true);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString(permissions));

        // When
        SecretStoreException refused = refusalOf(folder, keyFile, false);

        // Then
        assertThat(refused).isInstanceOf(SecretStoreException.Refused.class).hasMessageContaining(permissions);
        assertThat(refused.remedy()).isEqualTo("Close it by: chmod 600 " + keyFile);
    }

    @Test
    void aCredentialOfSystemdMayLookOpenToItsGroup() throws IOException {
        // Given
        open(folder, keyFile, true);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("r--r-----"));

        // When
        SecretStore store = FileSecretStore.open(
                new SecretStoreLocation.Folder(folder, keyFile, false),
                Optional.of(keyFile.getParent().toString()),
                Clock.systemUTC());

        // Then
        assertThat(store.find("anything")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "no key", "{\"primaryKeyId\":1,\"key\":[]}"})
    void whatIsNoKeyIsRefused(String content) throws IOException {
        // Given
        Files.createDirectories(keyFile.getParent());
        Files.writeString(keyFile, content);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));

        // When
        SecretStoreException refused = refusalOf(folder, keyFile, true);

        // Then
        assertThat(refused).isInstanceOf(SecretStoreException.Refused.class).hasMessageContaining("which is no key");
    }

    @Test
    void bytesThatAreNoTextAreNoKey() throws IOException {
        // Given
        Files.createDirectories(keyFile.getParent());
        Files.write(keyFile, new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0x80});
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));

        // When
        SecretStoreException refused = refusalOf(folder, keyFile, true);

        // Then
        assertThat(refused).isInstanceOf(SecretStoreException.Refused.class).hasMessageContaining("which is no key");
    }

    @Test
    void aFolderIsNoKey() throws IOException {
        // Given
        Files.createDirectories(keyFile);

        // When
        SecretStoreException refused = refusalOf(folder, keyFile, true);

        // Then
        assertThat(refused)
                .isInstanceOf(SecretStoreException.Refused.class)
                .hasMessage("SECRET_STORE_KEY_FILE is \"" + keyFile + "\", which is a folder.");
        assertThat(refused.remedy()).doesNotContain("chmod");
    }

    @Test
    void aKeyThatALinkLeadsToInsideOfTheFolderIsRefused() throws IOException {
        // Given
        Files.createDirectories(folder);
        Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);

        // When
        SecretStoreException refused = refusalOf(folder, link.resolve("key.json"), true);

        // Then
        assertThat(refused)
                .isInstanceOf(SecretStoreException.Refused.class)
                .hasMessageContaining("which is in SECRET_STORE_FOLDER");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aKeyInsideOfTheFolderIsRefused() {
        // When
        SecretStoreException refused = refusalOf(folder, folder.resolve("../store/key.json"), true);

        // Then
        assertThat(refused)
                .isInstanceOf(SecretStoreException.Refused.class)
                .hasMessageContaining("which is in SECRET_STORE_FOLDER");
    }

    @Test
    void aKeyThatWasAddedToLocksAndOpensWhatTheOlderOneLocked() throws Exception {
        // Given
        SecretVersion old = open(folder, keyFile, true).store(Samples.secret("older", "old"));
        addKey();

        // When
        SecretStore store = open(folder, keyFile, false);

        // Then
        assertThat(store.read(old).reveal()).isEqualTo("old");
        assertThat(store.read(store.store(Samples.secret("newer", "new"))).reveal())
                .isEqualTo("new");
    }

    private void addKey() throws IOException, GeneralSecurityException {
        KeysetHandle old =
                TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(keyFile), InsecureSecretKeyAccess.get());
        KeysetHandle.Builder both = KeysetHandle.newBuilder(old);
        both.addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                .withRandomId()
                .makePrimary());
        Files.writeString(
                keyFile, TinkJsonProtoKeysetFormat.serializeKeyset(both.build(), InsecureSecretKeyAccess.get()));
    }

    private static SecretStoreException refusalOf(Path folder, Path keyFile, boolean createKey) {
        return catchThrowableOfType(SecretStoreException.class, () -> open(folder, keyFile, createKey));
    }

    private static SecretStore open(Path folder, Path keyFile, boolean createKey) {
        return FileSecretStore.open(
                new SecretStoreLocation.Folder(folder, keyFile, createKey), Optional.empty(), Clock.systemUTC());
    }
}
