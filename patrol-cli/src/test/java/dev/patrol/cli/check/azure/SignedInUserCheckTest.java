package dev.patrol.cli.check.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.Ran;
import dev.patrol.cli.Sockets;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Json;
import dev.patrol.simulator.identity.SignInEnd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a user who has signed in, whose access token is kept beside. */
class SignedInUserCheckTest {
    private static final String AREA = "Azure DevOps fabrikam";

    @TempDir
    Path folder;

    private AzureSimulator azure;

    @BeforeEach
    void signIn() {
        azure = AzureSimulator.start();
        azure.control()
                .changePolicies(Map.of("lifecycleRefusesPats", true, "devicePollSeconds", 1, "signInsApproved", true));
        Ran login = Ran.inProcess(environment(Map.of()), "login");
        assertThat(login.exitCode()).as(login.everything()).isZero();
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    @Test
    void saysUntilWhenInWholeSeconds() {
        // When
        Ran check = check(Map.of());

        // Then
        assertThat(check.state(AREA, "sign-in")).isEqualTo("ok");
        assertThat(check.sentence(AREA, "sign-in")).containsPattern("until \\S+:\\d\\dZ and is renewed before");
        assertThat(check.state(AREA, "kind of credential")).isEqualTo("ok");
    }

    @Test
    void aTokenThatIsStillGoodDoesNotHideThatNoOtherCanBeHad() {
        // When
        Ran check = check(Map.of("AZURE_AUTHORITY_HOST", "https://localhost:" + Sockets.unused()));

        // Then
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.state(AREA, "sign-in")).isEqualTo("not-ok");
        assertThat(check.sentence(AREA, "sign-in")).contains("no other can be had", "AZURE_AUTHORITY_HOST");
        assertThat(check.state(AREA, "PAT lifecycle")).isEqualTo("ok");
    }

    @Test
    void saysThatTheSignInIsOverThoughATokenIsKept() {
        // Given
        azure.control().endSignIns(azure.serviceUser(), SignInEnd.REVOKED);
        azure.control().expireBearerTokens();

        // When
        Ran check = check(Map.of());

        // Then
        assertThat(check.state(AREA, "sign-in")).isEqualTo("not-ok");
        assertThat(check.sentence(AREA, "sign-in")).contains("has expired or was revoked", "./patrol login");
    }

    @Test
    void saysThatThePermissionsAreNotEnough() {
        // When
        Ran check = check(Map.of("AZURE_DEVOPS_PERMISSIONS", "vso.pats"));

        // Then
        assertThat(check.state(AREA, "kind of credential")).isEqualTo("not-ok");
        assertThat(check.sentence(AREA, "kind of credential"))
                .contains("AZURE_DEVOPS_PERMISSIONS is \"vso.pats\"", "vso.pats_manage");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 429, 500})
    void anApiThatFailsIsNoFaultOfTheSignInAndHidesNoOther(int status) {
        // Given
        azure.control().addFault(fault("{\"api\": \"pats\", \"kind\": \"status\", \"status\": " + status + "}"));

        // When
        Ran check = check(Map.of());

        // Then
        assertThat(check.state(AREA, "sign-in")).isEqualTo("ok");
        assertThat(check.state(AREA, "kind of credential")).isEqualTo("not-tried");
        assertThat(check.state(AREA, "PAT lifecycle")).isEqualTo("not-ok");
        assertThat(check.sentence(AREA, "PAT lifecycle"))
                .contains("answered " + status)
                .doesNotContain("{");
        assertThat(check.state(AREA, "audit log")).isNotEqualTo("not-tried");
    }

    @Test
    void aFileWithoutCertificatesIsSaidToBeOne() throws Exception {
        // Given
        Path none = Files.writeString(folder.resolve("none.pem"), "no certificate");

        // When
        Ran check = check(Map.of("AZURE_AUTHORITY_CA_FILE", none.toString()));
        Ran login = Ran.inProcess(environment(Map.of("AZURE_AUTHORITY_CA_FILE", none.toString())), "login");

        // Then
        assertThat(check.sentence("Azure DevOps", "settings")).startsWith("AZURE_AUTHORITY_CA_FILE is \"" + none);
        assertThat(login.exitCode()).isEqualTo(1);
        assertThat(login.err()).startsWith("AZURE_AUTHORITY_CA_FILE is \"" + none);
    }

    private Ran check(Map<String, String> other) {
        Ran check = Ran.inProcess(environment(other), "check", "--json", "--service", "scanner", "--service", "audit");
        assertThat(azure.control().findTokenValue(check.everything())).isEmpty();
        return check;
    }

    private Map<String, String> environment(Map<String, String> other) {
        Map<String, String> environment = new HashMap<>();
        environment.put("AZURE_DEVOPS_ORG", "fabrikam");
        environment.put("AZURE_DEVOPS_AUTH", "entra-user");
        environment.put("AZURE_DEVOPS_TENANT_ID", azure.tenantId());
        environment.put("AZURE_DEVOPS_CLIENT_ID", azure.clientId());
        environment.put("AZURE_DEVOPS_URL", azure.azureDevOpsUrl().toString());
        environment.put("AZURE_DEVOPS_AUDIT_URL", azure.azureDevOpsUrl().toString());
        environment.put("AZURE_AUTHORITY_HOST", azure.secureAuthorityHost().toString());
        environment.put("AZURE_AUTHORITY_CA_FILE", azure.certificateAuthority().toString());
        environment.put("SECRET_STORE", "file");
        environment.put("SECRET_STORE_FOLDER", folder.resolve("secrets").toString());
        environment.put("SECRET_STORE_KEY_FILE", folder.resolve("key").toString());
        environment.put("SECRET_STORE_CREATE_KEY", "true");
        environment.putAll(other);
        return environment;
    }

    private static Fault fault(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Fault.class);
    }
}
