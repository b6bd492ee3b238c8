package dev.patrol.cli.check.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.Ran;
import dev.patrol.cli.Sockets;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Json;
import dev.patrol.simulator.inspection.SecretFact;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As a process: Azure's libraries look at the environment themselves. */
class StoreCheckTest {
    private static final String AREA = "secret store";
    private AzureSimulator azure;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        azure = AzureSimulator.start();
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    @Test
    void writesReadsAndDisablesOneSecretHoweverOftenItLooks() {
        // Given
        check(Map.of());

        // When
        Ran check = check(Map.of());

        // Then
        assertThat(List.of("write", "read", "list", "disable"))
                .allSatisfy(what -> assertThat(check.state(AREA, what)).isEqualTo("ok"));
        List<SecretFact> left = azure.control().secrets();
        assertThat(left).extracting(SecretFact::name).containsOnly(StoreCheck.PROBE);
        assertThat(left).noneMatch(SecretFact::enabled);
        assertThat(azure.control().deletedSecrets()).isEmpty();
        assertThat(check.everything()).doesNotContain(azure.identityHeader().reveal());
        assertThat(azure.control().findTokenValue(check.everything())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"secret-set,write", "secret-get,read", "secret-versions,list", "secret-update,disable"})
    void saysWhichRightIsMissing(String call, String what) {
        // Given
        azure.control().addFault(fault("""
                {"api": "%s", "kind": "status", "status": 403, "body": {"error": {"code": "Forbidden"}}}""".formatted(call)));

        // When
        Ran check = check(Map.of());

        // Then
        assertThat(check.state(AREA, what)).isEqualTo("not-ok");
        assertThat(check.sentence(AREA, what)).contains("answered 403", "Key Vault Secrets Officer");
    }

    @Test
    void saysThatTheAuthorityIsNotTrusted() {
        // When
        Ran check = check(Map.of("KEY_VAULT_CA_FILE", ""));

        // Then
        assertThat(check.sentence(AREA, "write")).contains("certificate", "KEY_VAULT_CA_FILE");
    }

    @Test
    void saysThatNobodyListens() {
        // When
        Ran check = check(Map.of("KEY_VAULT_URL", "https://localhost:" + Sockets.unused()));

        // Then
        assertThat(check.sentence(AREA, "write")).startsWith("Nobody listens at localhost:");
        assertThat(check.state(AREA, "read")).isEqualTo("not-tried");
    }

    @Test
    void saysThatNoHostHasThatName() {
        // When
        Ran check = check(Map.of("KEY_VAULT_URL", "https://my-vault.vault.invalid"));

        // Then
        assertThat(check.sentence(AREA, "write"))
                .startsWith("No host is known here by the name my-vault.vault.invalid.");
    }

    @Test
    void anEndpointThatTakesConnectionsAndSaysNothingDoesNotHoldItUp() throws IOException {
        // Given
        try (ServerSocket silent = Sockets.silent()) {
            // When
            Ran check = check(Map.of("KEY_VAULT_URL", "https://localhost:" + silent.getLocalPort()));

            // Then
            assertThat(check.sentence(AREA, "write")).contains("did not answer");
        }
    }

    @Test
    void saysThatThereIsNoIdentity() {
        // When
        Ran check = check(Map.of("IDENTITY_HEADER", "wrong-header"));

        // Then
        assertThat(check.sentence(AREA, "write")).contains("could not sign in to", "az login");
        assertThat(check.everything()).doesNotContain("wrong-header");
    }

    @Test
    void aFolderIsCheckedLikeAVault() {
        // When
        Ran check = Ran.inProcess(
                Map.of(
                        "SECRET_STORE",
                        "file",
                        "SECRET_STORE_FOLDER",
                        folder.resolve("secrets").toString(),
                        "SECRET_STORE_KEY_FILE",
                        folder.resolve("key").toString(),
                        "SECRET_STORE_CREATE_KEY",
                        "true"),
                "check",
                "--json",
                "--service",
                "rotator");

        // Then
        assertThat(List.of("write", "read", "list", "disable"))
                .allSatisfy(what -> assertThat(check.state(AREA, what)).isEqualTo("ok"));
    }

    @Test
    void saysThatAKeyIsNotItsOwnersAlone() throws IOException {
        // Given
        Path key = Files.writeString(folder.resolve("key"), "{}");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        // When
        Ran check = Ran.inProcess(
                Map.of(
                        "SECRET_STORE", "file",
                        "SECRET_STORE_FOLDER", folder.resolve("secrets").toString(),
                        "SECRET_STORE_KEY_FILE", key.toString()),
                "check",
                "--json",
                "--service",
                "rotator");

        // Then
        assertThat(check.sentence(AREA, "write")).contains("chmod");
    }

    private Ran check(Map<String, String> other) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "KEY_VAULT_URL", azure.keyVaultUrl().toString(),
                "KEY_VAULT_CA_FILE", azure.certificateAuthority().toString(),
                "KEY_VAULT_VERIFY_CHALLENGE_RESOURCE", "false",
                "IDENTITY_ENDPOINT", azure.identityEndpoint().toString(),
                "IDENTITY_HEADER", azure.identityHeader().reveal()));
        environment.putAll(other);
        return Ran.asProcess(environment, "check", "--json", "--service", "rotator");
    }

    private static Fault fault(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Fault.class);
    }
}
