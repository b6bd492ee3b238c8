package dev.patrol.e2e.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.azuredevops.Credential;
import dev.patrol.azuredevops.TokenValue;
import dev.patrol.e2e.PackagedService;
import dev.patrol.e2e.Surroundings;
import dev.patrol.e2e.TopicDump;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.TokenRevoked;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.control.TokenSeed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * All that the client and the services send, and all that the simulator answers, against Microsoft's documents: the client
 * with a token and version 7.1, again with a user's access token and version 7.2, and the services for a whole rotation.
 */
@EnabledIf(value = "dev.patrol.e2e.conformance.Documents#arePresent", disabledReason = Documents.ABSENCE)
class ConformanceIT {
    private static final String DEVOPS = "499b84ac-1321-427f-aa17-267ca6975798";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final SortedSet<Deviation> DEVIATIONS = new TreeSet<>();
    private static final SortedSet<String> OPERATIONS = new TreeSet<>();
    private static final SortedSet<String> OPERATIONS_OF_THE_SERVICES = new TreeSet<>();
    private static final SortedSet<String> FAILURES = new TreeSet<>();

    @BeforeAll
    static void talk() throws IOException, InterruptedException {
        Documents version71 = Documents.ofVersion("7.1");
        Documents version72 = Documents.ofVersion("7.2");
        try (Surroundings around = Surroundings.of("conformance");
                CheckingProxy proxy = CheckingProxy.before(around.simulator().azureDevOpsUrl(), version71)) {
            String azure = proxy.address().toString();
            List<PackagedService> services = Stream.of("scanner", "rotator", "audit")
                    .map(service ->
                            around.start(service, Map.of("AZURE_DEVOPS_URL", azure, "AZURE_DEVOPS_AUDIT_URL", azure)))
                    .toList();
            TokenSeed due = TokenSeed.of(
                            "due", "vso.code vso.build", Instant.now().plus(Duration.ofDays(3)))
                    .withValidFrom(Instant.now().minus(Duration.ofDays(60)))
                    .withCount(2);
            Set<UUID> tokens = new HashSet<>(around.azure().seedTokens(due));
            sweepWithAToken(version71);
            sweepWithAnAccessToken(version72);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .failFast("A service has ended", () -> !services.stream().allMatch(PackagedService::isRunning))
                    .until(() -> isToldOf(tokens, around.kafka().topics()));
            OPERATIONS_OF_THE_SERVICES.addAll(keep(proxy));
        }
    }

    /** Whether tokens are replaced and dead, and the audit service has told of all three that this takes. */
    private static boolean isToldOf(Set<UUID> tokens, TopicDump topics) {
        Set<UUID> revoked = topics.announced(TokenRevoked.class).stream()
                .map(envelope -> ((TokenRevoked) envelope.payload()).token().authorizationId())
                .collect(Collectors.toSet());
        return revoked.containsAll(tokens) && topics.announced(AuditEntry.class).size() >= 2 * tokens.size();
    }

    private static void sweepWithAToken(Documents documents) {
        try (AzureSimulator azure = AzureSimulator.start();
                CheckingProxy proxy = CheckingProxy.before(azure.azureDevOpsUrl(), documents)) {
            TokenValue administrator = new TokenValue(azure.administratorToken().reveal());
            new ClientSweep(azure, proxy.address(), Credential.pat(administrator)).run();
            OPERATIONS.addAll(keep(proxy));
        }
    }

    private static void sweepWithAnAccessToken(Documents documents) throws IOException, InterruptedException {
        try (AzureSimulator azure = AzureSimulator.start();
                CheckingProxy proxy = CheckingProxy.before(azure.azureDevOpsUrl(), documents, "7.2")) {
            TokenValue user = accessTokenOf(azure);
            new ClientSweep(azure, proxy.address(), Credential.bearer(() -> user)).run();
            OPERATIONS.addAll(keep(proxy));
        }
    }

    @Test
    void everyDeviationIsExplained() {
        // When
        Set<Deviation> explained = new HashSet<>(Explanations.read().deviations());

        // Then
        assertThat(DEVIATIONS).isSubsetOf(explained);
    }

    @Test
    void everyExplanationIsStillNeeded() {
        // When
        Explanations explanations = Explanations.read();

        // Then
        assertThat(explanations.deviations()).doesNotHaveDuplicates().isSubsetOf(DEVIATIONS);
        assertThat(explanations.all()).allSatisfy(explanation -> {
            assertThat(explanation.because()).isNotBlank();
            assertThat(explanation.source()).isNotBlank();
        });
    }

    @Test
    void everyOperationWasSeen() {
        // Then
        assertThat(FAILURES).isEmpty();
        assertThat(OPERATIONS)
                .containsExactlyInAnyOrder(
                        "Pats_List",
                        "Pats_Get",
                        "Pats_Create",
                        "Pats_Update",
                        "Pats_Revoke",
                        "Personal Access Tokens_List",
                        "Revocations_Revoke Authorizations",
                        "Revocation Rules_Create",
                        "Users_List",
                        "Audit Log_Query",
                        "Actions_List");
        assertThat(OPERATIONS_OF_THE_SERVICES).contains("Pats_List", "Pats_Create", "Pats_Revoke", "Audit Log_Query");
    }

    private static SortedSet<String> keep(CheckingProxy proxy) {
        DEVIATIONS.addAll(proxy.deviations());
        FAILURES.addAll(proxy.failures());
        return proxy.operations();
    }

    /** What a user's refresh token is exchanged for. */
    private static TokenValue accessTokenOf(AzureSimulator azure) throws IOException, InterruptedException {
        String form = "grant_type=refresh_token&scope=" + DEVOPS + "/.default&refresh_token="
                + azure.serviceUserRefreshToken().reveal();
        URI address = azure.authorityHost().resolve("/tenant/oauth2/v2.0/token");
        String body = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form, StandardCharsets.UTF_8))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return new TokenValue(
                new ObjectMapper().readTree(body).path("access_token").asText());
    }
}
