package dev.patrol.cli.check.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.Ran;
import dev.patrol.cli.Sockets;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrganizationCheckTest {
    private AzureSimulator azure;
    private String area;

    @BeforeEach
    void start() {
        azure = AzureSimulator.start();
        area = "Azure DevOps " + azure.organizations().get(0);
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    @Test
    void everyApiIsOpenToAnAdministrator() {
        // When
        Ran check = check(Map.of());

        // Then
        assertThat(check.json().path("findings"))
                .filteredOn(finding -> finding.path("area").asText().equals(area))
                .hasSize(6)
                .allMatch(finding -> finding.path("state").asText().equals("ok"));
    }

    @Test
    void saysThatATokenIsDead() {
        // When
        Ran check = check(Map.of("AZURE_DEVOPS_ADMIN_PAT", "x".repeat(52)));

        // Then
        assertThat(check.state(area, "sign-in")).isEqualTo("not-ok");
        assertThat(check.sentence(area, "sign-in")).contains("does not accept", "AZURE_DEVOPS_ADMIN_PAT");
        assertThat(check.state(area, "audit log")).isEqualTo("not-tried");
        assertThat(check.everything()).doesNotContain("x".repeat(52));
    }

    @Test
    void saysThatThePatLifecycleTakesNoPat() {
        // Given
        azure.control().changePolicies(Map.of("lifecycleRefusesPats", true));

        // When
        Ran check = check(Map.of());

        // Then
        assertThat(check.state(area, "sign-in")).isEqualTo("ok");
        assertThat(check.state(area, "kind of credential")).isEqualTo("not-ok");
        assertThat(check.sentence(area, "kind of credential")).contains("./patrol login");
        assertThat(check.state(area, "audit log")).isEqualTo("ok");
    }

    @Test
    void theKindOfCredentialDoesNotMatterToTheAuditService() {
        // Given
        azure.control().changePolicies(Map.of("lifecycleRefusesPats", true));

        // When
        Ran check = check(Map.of(), "--service", "audit");

        // Then
        assertThat(check.state(area, "kind of credential")).isEqualTo("not-needed");
        assertThat(check.state(area, "PAT lifecycle")).isEqualTo("not-needed");
        assertThat(check.state(area, "audit log")).isEqualTo("ok");
    }

    @Test
    void saysWhatIsNotPossibleWithoutAnAdministratorsRights() {
        // When
        Ran check = check(Map.of("AZURE_DEVOPS_ADMIN_PAT", pat("vso.code vso.auditlog")), "--service", "audit");

        // Then
        assertThat(check.state(area, "audit log")).isEqualTo("ok");
        assertThat(check.state(area, "users")).isEqualTo("not-needed");
        assertThat(check.sentence(area, "users")).contains("vso.graph", "can't be found");
        assertThat(check.state(area, "token administration")).isEqualTo("not-needed");
    }

    @Test
    void saysThatUsersCanBeListedAndTheirTokensNot() {
        // When
        Ran check = check(Map.of("AZURE_DEVOPS_ADMIN_PAT", pat("vso.graph vso.auditlog")), "--service", "audit");

        // Then
        assertThat(check.state(area, "users")).isEqualTo("ok");
        assertThat(check.sentence(area, "token administration"))
                .contains("vso.tokenadministration", "can't be revoked");
    }

    @Test
    void saysThatTheAuditLogIsClosed() {
        // When
        Ran check = check(Map.of("AZURE_DEVOPS_ADMIN_PAT", pat("vso.code")), "--service", "audit");

        // Then
        assertThat(check.state(area, "audit log")).isEqualTo("not-ok");
        assertThat(check.sentence(area, "audit log")).contains("vso.auditlog");
    }

    @Test
    void saysThatAzureDevOpsCantBeReached() {
        // When
        Ran check = check(Map.of("AZURE_DEVOPS_URL", "http://127.0.0.1:" + Sockets.unused()));

        // Then
        assertThat(check.sentence(area, "sign-in")).contains("127.0.0.1 can't be reached");
    }

    @Test
    void saysThatThereIsNoSuchOrganization() {
        // When
        Ran check = check(Map.of("AZURE_DEVOPS_ORG", "nowhere"));

        // Then
        assertThat(check.sentence("Azure DevOps nowhere", "sign-in"))
                .contains("404", "there is no organization 'nowhere'", "AZURE_DEVOPS_ORG")
                .doesNotContain("{", "typeKey");
    }

    @Test
    void anAnswerThatDoesNotComeHoldsUpNothing() {
        // Given
        azure.control()
                .addFault(Json.read(
                        "{\"api\": \"audit\", \"kind\": \"hang\", \"millis\": 60000}".getBytes(StandardCharsets.UTF_8),
                        Fault.class));
        Instant began = Instant.now();

        // When
        Ran check = check(Map.of());

        // Then
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(30));
        assertThat(check.sentence(area, "audit log")).contains("did not answer");
        assertThat(check.state(area, "users")).isEqualTo("ok");
    }

    @Test
    void saysWhatIsNotSet() {
        // When
        Ran check = Ran.inProcess(Map.of(), "check", "--json", "--service", "scanner");

        // Then
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.sentence("Azure DevOps", "settings")).contains("AZURE_DEVOPS_ORG is not set.");
    }

    private String pat(String scope) {
        UUID id = azure.control()
                .seedTokens(TokenSeed.of("check", scope, Instant.now().plus(Duration.ofDays(5))))
                .get(0);
        return azure.control().valueOf(id).orElseThrow().reveal();
    }

    private Ran check(Map<String, String> other, String... more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AZURE_DEVOPS_ORG", azure.organizations().get(0),
                "AZURE_DEVOPS_ADMIN_PAT", azure.administratorToken().reveal(),
                "AZURE_DEVOPS_URL", azure.azureDevOpsUrl().toString(),
                "AZURE_DEVOPS_AUDIT_URL", azure.azureDevOpsUrl().toString()));
        environment.putAll(other);
        String[] arguments = new String[more.length + 2];
        arguments[0] = "check";
        arguments[1] = "--json";
        System.arraycopy(more, 0, arguments, 2, more.length);
        Ran check = Ran.inProcess(environment, arguments);
        assertThat(azure.control().findTokenValue(check.everything())).isEmpty();
        return check;
    }
}
