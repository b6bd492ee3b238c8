package dev.patrol.audit.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.azure.Organizations;
import dev.patrol.azuredevops.AuditLogEntry;
import dev.patrol.azuredevops.AuditQuery;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.ClientSettings;
import dev.patrol.azuredevops.Credential;
import dev.patrol.azuredevops.Endpoints;
import dev.patrol.azuredevops.TokenValue;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.SimulatorConfig;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AskedIdentitiesTest {
    private static final String ORGANIZATION = "contoso";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AzureSimulator azure =
            AzureSimulator.start(SimulatorConfig.defaults().withOrganizations(ORGANIZATION));
    private final AzureDevOpsClient client = new AzureDevOpsClient(
            new Endpoints(azure.azureDevOpsUrl(), azure.azureDevOpsUrl()),
            Credential.pat(new TokenValue(azure.administratorToken().reveal())),
            ClientSettings.DEFAULT);
    private final AskedIdentities identities = new AskedIdentities(
            new Organizations(Map.of(ORGANIZATION, client)), Duration.ofMillis(50), Duration.ofMillis(200));

    @AfterEach
    void end() {
        identities.end();
        azure.close();
    }

    @Test
    void knowsTheIdThatTheAuditLogNamesForWhatPatrolDoes() {
        // Given
        Instant start = Instant.now().minusSeconds(60);
        List<UUID> tokens = azure.control()
                .seedTokens(TokenSeed.of("build", "vso.code", Instant.now().plus(Duration.ofDays(1))));
        client.tokenAdministration().revoke(ORGANIZATION, tokens, revoked -> {});
        AuditLogEntry revocation =
                client
                        .auditLog(
                                ORGANIZATION,
                                AuditQuery.between(start, Instant.now().plusSeconds(60), 10))
                        .entries()
                        .stream()
                        .filter(entry -> entry.actionId().equals("Token.PatRevokeEvent"))
                        .findFirst()
                        .orElseThrow();

        // When
        identities.begin();

        // Then
        await().atMost(PATIENCE).until(() -> identities.actorIdOf("Contoso").isPresent());
        assertThat(identities.actorIdOf(ORGANIZATION)).contains(revocation.actorUserId());
    }

    @Test
    void asksAgainWhereItFailed() {
        // Given
        azure.control().addFault(Fault.status(Api.CONNECTION_DATA, 503).withTimes(3));

        // When
        identities.begin();

        // Then
        assertThat(identities.actorIdOf(ORGANIZATION)).isEmpty();
        await().atMost(PATIENCE).until(() -> identities.actorIdOf(ORGANIZATION).isPresent());
    }

    @Test
    void knowsNobodyElsewhere() {
        assertThat(identities.actorIdOf("fabrikam")).isEmpty();
    }
}
