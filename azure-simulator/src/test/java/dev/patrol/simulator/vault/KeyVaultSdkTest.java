package dev.patrol.simulator.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceModifiedException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.TrustedCertificate;
import dev.patrol.simulator.identity.IdentityEndpointCredential;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real client of the Azure SDK against the vault. */
class KeyVaultSdkTest {

    private static AzureSimulator simulator;
    private static SecretClient client;

    @BeforeAll
    static void start() {
        simulator = AzureSimulator.start();
        client = client();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void setsAndGetsASecretWithAllItsProperties() {
        // Given
        OffsetDateTime expires = OffsetDateTime.of(2031, 5, 6, 7, 8, 9, 0, ZoneOffset.UTC);
        KeyVaultSecret secret = new KeyVaultSecret("all-properties", "a value")
                .setProperties(new SecretProperties()
                        .setContentType("application/x-pat-token")
                        .setExpiresOn(expires)
                        .setTags(Map.of("managed-by", "a test")));

        // When
        KeyVaultSecret set = client.setSecret(secret);

        // Then
        KeyVaultSecret got = client.getSecret("all-properties");
        assertThat(got.getValue()).isEqualTo("a value");
        assertThat(got.getProperties().getVersion())
                .hasSize(32)
                .isEqualTo(set.getProperties().getVersion());
        assertThat(got.getProperties().getContentType()).isEqualTo("application/x-pat-token");
        assertThat(got.getProperties().getExpiresOn()).isEqualTo(expires);
        assertThat(got.getProperties().getTags()).containsEntry("managed-by", "a test");
    }

    @Test
    void keepsOlderVersionsReadable() {
        // Given
        String older = client.setSecret("two-versions", "old").getProperties().getVersion();

        // When
        client.setSecret("two-versions", "new");

        // Then
        assertThat(client.getSecret("two-versions", older).getValue()).isEqualTo("old");
        assertThat(client.getSecret("two-versions").getValue()).isEqualTo("new");
    }

    @Test
    void pagesThroughMoreVersionsThanFitOnAPage() {
        // Given
        List<String> versions = IntStream.range(0, 60)
                .mapToObj(n -> client.setSecret("many-versions", "value " + n)
                        .getProperties()
                        .getVersion())
                .toList();

        // When
        List<String> listed = client.listPropertiesOfSecretVersions("many-versions").stream()
                .map(SecretProperties::getVersion)
                .toList();

        // Then
        assertThat(listed).containsExactlyInAnyOrderElementsOf(versions);
    }

    @Test
    void pagesThroughMoreSecretsThanFitOnAPage() {
        // Given
        List<String> names = IntStream.range(0, 30).mapToObj(n -> "listed-" + n).toList();
        names.forEach(name -> client.setSecret(name, "a value"));

        // When
        List<String> listed = client.listPropertiesOfSecrets().stream()
                .map(SecretProperties::getName)
                .toList();

        // Then
        assertThat(listed).containsAll(names);
    }

    @Test
    void refusesADisabledVersion() {
        // Given
        KeyVaultSecret secret = client.setSecret("disabled", "a value");
        client.updateSecretProperties(secret.getProperties().setEnabled(false));

        // When
        // Then
        assertThatThrownBy(() -> client.getSecret("disabled"))
                .isInstanceOfSatisfying(
                        HttpResponseException.class,
                        e -> assertThat(e.getResponse().getStatusCode()).isEqualTo(403));
    }

    @Test
    void refusesToReuseTheNameOfADeletedSecretUntilItIsRecovered() {
        // Given
        client.setSecret("deleted", "a value");
        client.beginDeleteSecret("deleted").waitForCompletion(Duration.ofSeconds(20));

        // When
        // Then
        assertThatThrownBy(() -> client.setSecret("deleted", "another"))
                .isInstanceOf(ResourceModifiedException.class)
                .hasMessageContaining("deleted but recoverable");
        client.beginRecoverDeletedSecret("deleted").waitForCompletion(Duration.ofSeconds(20));
        assertThat(client.getSecret("deleted").getValue()).isEqualTo("a value");
    }

    @Test
    void forgetsAPurgedSecret() {
        // Given
        client.setSecret("purged", "a value");
        client.beginDeleteSecret("purged").waitForCompletion(Duration.ofSeconds(20));

        // When
        client.purgeDeletedSecret("purged");

        // Then
        assertThatThrownBy(() -> client.getSecret("purged")).isInstanceOf(ResourceNotFoundException.class);
        assertThat(client.setSecret("purged", "another").getValue()).isEqualTo("another");
    }

    private static SecretClient client() {
        HttpClient http = new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder()
                        .sslContext(TrustedCertificate.sslContext(simulator.certificateAuthority())))
                .build();
        return new SecretClientBuilder()
                .vaultUrl(simulator.keyVaultUrl().toString())
                .disableChallengeResourceVerification()
                .httpClient(http)
                .credential(new IdentityEndpointCredential(simulator))
                .buildClient();
    }
}
