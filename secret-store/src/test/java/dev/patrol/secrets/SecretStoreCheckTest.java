package dev.patrol.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretStoreCheckTest {
    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://my-vault.vault.azure.net",
                "https://my-vault.vault.azure.cn",
                "https://my-vault.vault.usgovcloudapi.net/"
            })
    void aVaultNeedsItsAddressOnly(String url) {
        assertThat(problemsOf(Map.of("KEY_VAULT_URL", url))).isEmpty();
    }

    @Test
    void aVaultIsTheDefaultAndNeedsItsAddress() {
        assertThat(problemsOf(Map.of()))
                .containsExactly(
                        "KEY_VAULT_URL is not set. With SECRET_STORE=key-vault it should be the vault's address,"
                                + " for example https://my-vault.vault.azure.net.");
    }

    @Test
    void anAuthorityThatIsNotThereIsOneLine() {
        // Given
        Path absent = temporary.resolve("absent.pem");

        // When
        List<String> problems = problemsOf(
                Map.of("KEY_VAULT_URL", "https://x.vault.azure.net", "KEY_VAULT_CA_FILE", absent.toString()));

        // Then
        assertThat(problems)
                .containsExactly("KEY_VAULT_CA_FILE is \"" + absent
                        + "\", which can't be read as certificates (NoSuchFileException). It should be the path of a"
                        + " readable PEM file with one or more certificates.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate"})
    void anAuthorityThatIsNoneIsOneLine(String content) throws IOException {
        // Given
        Path pem = Files.writeString(temporary.resolve("not.pem"), content);

        // When
        List<String> problems =
                problemsOf(Map.of("KEY_VAULT_URL", "https://x.vault.azure.net", "KEY_VAULT_CA_FILE", pem.toString()));

        // Then
        assertThat(problems).singleElement().asString().startsWith("KEY_VAULT_CA_FILE is \"" + pem);
    }

    @Test
    void aFolderNeedsNoVault() {
        // When
        List<String> problems = problemsOf(folder(true));

        // Then
        assertThat(problems).isEmpty();
        assertThat(problemsOf(folder(false))).isEmpty();
    }

    @Test
    void aFolderNeedsItsPlaceAndItsKey() {
        assertThat(problemsOf(Map.of("SECRET_STORE", "file")))
                .containsExactly(
                        "SECRET_STORE_FOLDER is not set. With SECRET_STORE=file it should be the path of a folder for"
                                + " encrypted files.",
                        "SECRET_STORE_KEY_FILE is not set. With SECRET_STORE=file it should be the path of the key,"
                                + " outside of the folder.");
    }

    @Test
    void aMissingKeyIsOneLineWithItsRemedy() {
        assertThat(problemsOf(folder(false)))
                .containsExactly("SECRET_STORE_KEY_FILE is \"" + temporary.resolve("key.json")
                        + "\", which is not there. Put the key there; for a store that is new,"
                        + " SECRET_STORE_CREATE_KEY=true makes one.");
    }

    @Test
    void aKeyThatIsOpenToOthersIsOneLineWithItsRemedy() throws IOException {
        // Given
        problemsOf(folder(true));
        Path key = temporary.resolve("key.json");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        // When
        List<String> problems = problemsOf(folder(false));

        // Then
        assertThat(problems)
                .containsExactly("SECRET_STORE_KEY_FILE is \"" + key
                        + "\", which is open to others than its owner (rw-r--r--). Close it by: chmod 600 " + key);
    }

    @Test
    void aFolderThatCanNotBeMadeIsOneLine() throws IOException {
        // Given
        Files.writeString(temporary.resolve("store"), "a file in its place");

        // When
        List<String> problems = problemsOf(folder(true));

        // Then
        assertThat(problems)
                .containsExactly("SECRET_STORE_FOLDER is \"" + temporary.resolve("store")
                        + "\", which is no folder. It should be the path of a folder for encrypted files.");
    }

    private Map<String, String> folder(boolean createKey) {
        return Map.of(
                "SECRET_STORE",
                "file",
                "SECRET_STORE_FOLDER",
                temporary.resolve("store").toString(),
                "SECRET_STORE_KEY_FILE",
                temporary.resolve("key.json").toString(),
                "SECRET_STORE_CREATE_KEY",
                Boolean.toString(createKey));
    }

    /** With the module's own defaults, and variables as the environment has them. */
    private static List<String> problemsOf(Map<String, String> variables) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .addPropertiesSources()
                .withDefaultValues(variables)
                .build();
        return SecretStoreCheck.problemsOf(config);
    }
}
