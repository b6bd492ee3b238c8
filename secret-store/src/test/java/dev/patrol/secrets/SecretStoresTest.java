package dev.patrol.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

class SecretStoresTest {
    @TempDir
    Path folder;

    private final SecretStores stores = new SecretStores(
            () -> context -> Mono.just(new AccessToken("access", OffsetDateTime.MAX)), Clock.systemUTC());

    @ParameterizedTest
    @CsvSource({
        "https://one.vault.azure.net, https://one.vault.azure.net, true",
        "https://one.vault.azure.net, https://one.vault.azure.net/, true",
        "https://one.vault.azure.net, https://ONE.vault.azure.net, true",
        "https://one.vault.azure.net, https://two.vault.azure.net, false",
        "https://one.vault.azure.net, https://one.vault.azure.net:8443, false",
    })
    void aVaultIsOpenedOnceHoweverItsAddressIsWritten(URI address, URI another, boolean same) {
        // Given
        SecretStore store = stores.open(vault(address, Duration.ofSeconds(1)));

        // When
        SecretStore second = stores.open(vault(another, Duration.ofSeconds(1)));

        // Then
        assertThat(second == store).isEqualTo(same);
    }

    @Test
    void aFolderIsOpenedOnce() {
        // Given
        SecretStoreLocation there =
                new SecretStoreLocation.Folder(folder.resolve("secrets"), folder.resolve("key"), true);
        SecretStore store = stores.open(there);

        // When
        SecretStore second = stores.open(there);

        // Then
        assertThat(second).isSameAs(store);
    }

    @Test
    void vaultsThatAreCalledAlikeShareAnHttpClient() {
        // Given
        HttpClient client = stores.httpClient(vault(URI.create("https://one.vault.azure.net"), Duration.ofSeconds(1)));

        // When
        HttpClient another = stores.httpClient(vault(URI.create("https://two.vault.azure.net"), Duration.ofSeconds(1)));
        HttpClient morePatient =
                stores.httpClient(vault(URI.create("https://two.vault.azure.net"), Duration.ofSeconds(2)));

        // Then
        assertThat(another).isSameAs(client);
        assertThat(morePatient).isNotSameAs(client);
    }

    @Test
    void aVaultCanBeCalledUntilTheProcessHasEnded() throws IOException, InterruptedException {
        // Given
        Process ending = EndingProcess.start();

        // When
        String said = new String(ending.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(said.strip()).isEqualTo(EndingProcess.DONE);
        assertThat(ending.waitFor()).isZero();
    }

    private static SecretStoreLocation.Vault vault(URI address, Duration timeout) {
        return new SecretStoreLocation.Vault(
                address, Optional.empty(), true, 0, Duration.ofMillis(1), Duration.ofMillis(1), timeout);
    }
}
