package dev.patrol.e2e.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.azuredevops.Credential;
import dev.patrol.azuredevops.TokenValue;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.control.TokenSeed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
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

    private static final Path DIRECTORY = Path.of("target", "conformance").toAbsolutePath();

    private static final SortedSet<Deviation> DEVIATIONS = new TreeSet<>();
    private static final SortedSet<String> OPERATIONS = new TreeSet<>();
    private static final SortedSet<String> OPERATIONS_OF_THE_SERVICES = new TreeSet<>();
    private static final SortedSet<String> FAILURES = new TreeSet<>();

    @BeforeAll
    static void talk() throws IOException, InterruptedException {
        Documents version71 = Documents.ofVersion("7.1");
        Documents version72 = Documents.ofVersion("7.2");
        try (AzureSimulator azure = AzureSimulator.start();
                CheckingProxy proxy = CheckingProxy.before(azure.azureDevOpsUrl(), version71);
                Services services = Services.start(azure, proxy.address(), Files.createDirectories(DIRECTORY))) {
            TokenSeed due = TokenSeed.of(
                            "due", "vso.code vso.build", Instant.now().plus(Duration.ofDays(3)))
                    .withValidFrom(Instant.now().minus(Duration.ofDays(60)))
                    .withCount(2);
            Set<UUID> tokens = new HashSet<>(azure.control().seedTokens(due));
            sweepWithAToken(version71);
            sweepWithAnAccessToken(version72);
            services.awaitRotationsOf(tokens);
            OPERATIONS_OF_THE_SERVICES.addAll(keep(proxy));
        }
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
