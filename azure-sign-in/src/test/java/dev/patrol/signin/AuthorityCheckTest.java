package dev.patrol.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthorityCheckTest {
    private Tenant tenant;

    @BeforeEach
    void start() {
        tenant = new Tenant();
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void findsNothingWrongWithAnAuthorityThatKnowsTheTenant() {
        // When
        Optional<SignInFailure> problem = AuthorityCheck.problemOf(tenant.settings());

        // Then
        assertThat(problem).isEmpty();
        assertThat(tenant.askings()).isZero();
    }

    @Test
    void saysThatThereIsNoSuchTenant() {
        // When
        Optional<SignInFailure> problem = AuthorityCheck.problemOf(
                at("11111111-2222-3333-4444-555555555555", tenant.azure.secureAuthorityHost(), true));

        // Then
        assertThat(problem).map(SignInFailure::kind).contains(FailureKind.TENANT_WRONG);
    }

    @Test
    void saysThatItsCertificateIsNotTrusted() {
        // When
        Optional<SignInFailure> problem =
                AuthorityCheck.problemOf(at(tenant.azure.tenantId(), tenant.azure.secureAuthorityHost(), false));

        // Then
        assertThat(problem).map(SignInFailure::kind).contains(FailureKind.AUTHORITY_NOT_TRUSTED);
    }

    @Test
    void saysThatNobodyIsThere() throws IOException {
        // Given
        int port;
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = once.getLocalPort();
        }

        // When
        Optional<SignInFailure> problem =
                AuthorityCheck.problemOf(at(tenant.azure.tenantId(), URI.create("https://localhost:" + port), true));

        // Then
        assertThat(problem).map(SignInFailure::kind).contains(FailureKind.AUTHORITY_UNREACHABLE);
    }

    @Test
    void whoIsNoAuthorityIsNotTakenForOne() {
        // When
        Optional<SignInFailure> problem =
                AuthorityCheck.problemOf(at(tenant.azure.tenantId(), tenant.azure.keyVaultUrl(), true));

        // Then
        assertThat(problem).get().extracting(SignInFailure::sentence).asString().contains("AZURE_AUTHORITY_HOST");
    }

    private EntraUserSettings at(String tenantId, URI host, boolean trusted) {
        Optional<Path> certificates = trusted ? Optional.of(tenant.azure.certificateAuthority()) : Optional.empty();
        return EntraUserSettings.of(tenantId, tenant.azure.clientId())
                .withAuthority(host, certificates)
                .withTimes(Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofSeconds(10));
    }
}
