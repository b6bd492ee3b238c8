package dev.patrol.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** The SDK at hosts of other clouds, with its check of the challenge on. */
class PrivateCloudTest {
    private final List<String> scopes = new ArrayList<>();
    private final TokenCredential credential = context -> {
        scopes.addAll(context.getScopes());
        return Mono.just(new AccessToken("access", OffsetDateTime.MAX));
    };

    @ParameterizedTest
    @CsvSource({
        "https://one.vault.azure.net, https://login.microsoftonline.com, https://vault.azure.net",
        "https://one.vault.azure.cn, https://login.chinacloudapi.cn, https://vault.azure.cn",
        "https://one.vault.usgovcloudapi.net, https://login.microsoftonline.us, https://vault.usgovcloudapi.net",
        "https://one.vault.azure.contoso.example/, https://login.contoso.example, https://vault.azure.contoso.example",
    })
    void signsInToTheCloudThatTheAddressNames(URI vault, String authority, String resource) {
        // Given
        SecretStore store = storeAt(vault, new CloudStub(authority, resource));

        // When
        Optional<SecretDescription> found = store.find("anything");

        // Then
        assertThat(found).isEmpty();
        assertThat(scopes).containsExactly(resource + "/.default");
    }

    @ParameterizedTest
    @CsvSource({
        "https://two.vault.azure.cn, https://vault.azure.net",
        "https://two.vault.azure.net, https://vault.usgovcloudapi.net",
        "https://two.vault.azure.net.evil.example, https://vault.azure.net",
    })
    void givesNoTokenToAHostOutsideOfTheChallengesDomain(URI vault, String resource) {
        // Given
        SecretStore store = storeAt(vault, new CloudStub("https://login.microsoftonline.com", resource));

        // When
        Throwable thrown = catchThrowable(() -> store.find("anything"));

        // Then
        assertThat(thrown).isInstanceOf(SecretStoreException.Refused.class).hasMessageContaining(vault.toString());
        assertThat(((SecretStoreException) thrown).remedy()).contains("KEY_VAULT_URL");
        assertThat(scopes).isEmpty();
    }

    private SecretStore storeAt(URI vault, CloudStub cloud) {
        SecretStoreLocation.Vault location = new SecretStoreLocation.Vault(
                vault, Optional.empty(), true, 0, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(5));
        return KeyVaultSecretStore.open(VaultClients.to(location, credential, cloud, List.of()));
    }
}
