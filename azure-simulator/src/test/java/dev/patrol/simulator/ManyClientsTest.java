package dev.patrol.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.patrol.simulator.calls.CallRecord;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simulator under the hands of many clients, and of clients that go away. */
class ManyClientsTest {

    private static final String PATS = "/fabrikam/_apis/tokens/pats?api-version=7.1-preview.1";

    private AzureSimulator simulator;
    private RestCaller administrator;

    @BeforeEach
    void start() {
        simulator = AzureSimulator.start();
        administrator = RestCaller.administrator(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void keepsCountOfEveryCreationAndRevocationAmongTwentyThousandTokens() throws Exception {
        // Given
        simulator
                .control()
                .seedTokens(TokenSeed.of("seeded", "vso.code", Instant.now().plus(Duration.ofDays(1)))
                        .withCount(20_000));
        ExecutorService clients = Executors.newFixedThreadPool(8);
        List<Callable<List<String>>> work = IntStream.range(0, 8)
                .<Callable<List<String>>>mapToObj(client -> () -> createTwentyAndRevokeHalf(client))
                .toList();

        // When
        List<Future<List<String>>> done = clients.invokeAll(work);

        // Then
        List<String> alive = new ArrayList<>();
        for (Future<List<String>> future : done) {
            alive.addAll(future.get());
        }
        clients.shutdown();
        List<TokenFact> made = simulator.control().tokens().stream()
                .filter(token -> token.displayName().startsWith("made"))
                .toList();
        assertThat(made).hasSize(160);
        assertThat(made)
                .filteredOn(token -> token.state() == PatStatus.ALIVE)
                .extracting(token -> token.authorizationId().toString())
                .containsExactlyInAnyOrderElementsOf(alive);
        List<CallRecord> calls = simulator.control().sideEffects(0);
        assertThat(calls).extracting(CallRecord::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(calls).filteredOn(call -> !call.changed().isEmpty()).hasSize(240);
    }

    @Test
    void doesTheWorkOfAClientThatHasGoneAndSaysThatTheAnswerWasLost() {
        // Given
        simulator.control().addFault(Fault.latency(Api.PATS_CREATE, 1000));
        HttpRequest impatient = HttpRequest.newBuilder(URI.create(simulator.azureDevOpsUrl() + PATS))
                .timeout(Duration.ofMillis(200))
                .header("Authorization", basic(simulator.administratorToken()))
                .POST(HttpRequest.BodyPublishers.ofString("{\"displayName\": \"orphan\"}"))
                .build();

        // When
        // Then
        assertThatThrownBy(() -> HttpClient.newHttpClient().send(impatient, BodyHandlers.discarding()))
                .isInstanceOf(HttpTimeoutException.class);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !simulator.control().sideEffects(0).isEmpty());
        assertThat(simulator.control().sideEffects(0).get(0).outcome()).isEqualTo("lost 200");
        assertThat(simulator.control().tokens()).hasSize(1);
    }

    @Test
    void leavesNothingBehind() {
        // Given
        AzureSimulator other = AzureSimulator.start();
        Path pem = other.certificateAuthority();
        URI url = other.azureDevOpsUrl();
        assertThat(pem).exists();

        // When
        other.close();

        // Then
        assertThat(Files.exists(pem.getParent())).isFalse();
        assertThatThrownBy(() -> RestCaller.anonymous(url).get("/_simulator/state"))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void listensWhereItIsToldAndSaysWhenItCannot() {
        // Given
        int taken = simulator.azureDevOpsUrl().getPort();

        // When
        // Then
        assertThatThrownBy(() -> AzureSimulator.start(SimulatorConfig.defaults().withPorts(taken, 0, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot start");
    }

    @Test
    void takesTheAdministratorsTokenAndTheSeedsOfItsConfiguration() {
        // Given
        Credential token = Credential.of("configured");
        SimulatorConfig config = SimulatorConfig.defaults()
                .withAdministratorToken(token)
                .withSeeds(TokenSeed.of("seeded", "vso.code", Instant.now().plus(Duration.ofDays(1))));

        // When
        try (AzureSimulator configured = AzureSimulator.start(config)) {
            // Then
            RestCaller caller = RestCaller.withToken(configured, token);
            assertThat(caller.get(PATS).json().path("patTokens")).hasSize(1);
            assertThat(configured.administratorToken()).hasToString("***");
        }
    }

    private List<String> createTwentyAndRevokeHalf(int client) {
        List<String> alive = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
            String id = administrator
                    .post(PATS, "{\"displayName\": \"made-" + client + "-" + n + "\", \"scope\": \"vso.code\"}")
                    .json()
                    .path("patToken")
                    .path("authorizationId")
                    .asText();
            if (n % 2 == 0) {
                administrator.delete(PATS + "&authorizationId=" + id);
            } else {
                alive.add(id);
            }
            assertThat(administrator.get(PATS).json().path("patTokens")).hasSize(100);
        }
        return alive;
    }

    private static String basic(Credential token) {
        return "Basic " + Base64.getEncoder().encodeToString((":" + token.reveal()).getBytes(StandardCharsets.UTF_8));
    }
}
