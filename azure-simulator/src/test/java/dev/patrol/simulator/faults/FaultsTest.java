package dev.patrol.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.RestCaller;
import dev.patrol.simulator.RestCaller.Reply;
import dev.patrol.simulator.calls.CallRecord;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.pats.PatStatus;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults as a client sees them. */
class FaultsTest {

    private static final String PATS = "/fabrikam/_apis/tokens/pats?api-version=7.1-preview.1";
    private static final String WISH = "{\"displayName\": \"deploy\", \"scope\": \"vso.code\"}";

    private AzureSimulator simulator;
    private RestCaller administrator;
    private RestCaller knobs;

    @BeforeEach
    void start() {
        simulator = AzureSimulator.start();
        administrator = RestCaller.administrator(simulator);
        knobs = RestCaller.anonymous(simulator.azureDevOpsUrl());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void answersTheStatusBodyAndHeadersOfTheFaultAndDoesNothing() {
        // Given
        turn("""
                {"api": "pats-create", "kind": "status", "status": 503, "body": {"busy": true},
                 "headers": {"Retry-After": "7"}, "times": 1}""");

        // When
        Reply failed = administrator.post(PATS, WISH);

        // Then
        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.json().path("busy").asBoolean()).isTrue();
        assertThat(failed.header("Retry-After")).isEqualTo("7");
        assertThat(simulator.control().tokens()).isEmpty();
        assertThat(administrator.post(PATS, WISH).status()).isEqualTo(200);
    }

    @Test
    void answersAStatusAlthoughTheWorkWasDone() {
        // Given
        simulator
                .control()
                .addFault(Fault.status(Api.PATS_CREATE, 500).afterTheWork().withTimes(1));

        // When
        Reply failed = administrator.post(PATS, WISH);

        // Then
        assertThat(failed.status()).isEqualTo(500);
        assertThat(simulator.control().tokens()).hasSize(1);
        assertThat(lastSideEffect().outcome()).isEqualTo("500");
        assertThat(lastSideEffect().changed()).hasSize(1);
    }

    @Test
    void resetsBeforeTheWork() {
        // Given
        simulator
                .control()
                .addFault(Fault.of(Api.PATS_CREATE, FaultKind.RESET_BEFORE).withTimes(1));

        // When
        // Then
        assertThatThrownBy(() -> administrator.post(PATS, WISH)).isInstanceOf(UncheckedIOException.class);
        assertThat(simulator.control().tokens()).isEmpty();
        assertThat(lastSideEffect().outcome()).isEqualTo("reset");
        assertThat(administrator.post(PATS, WISH).status()).isEqualTo(200);
    }

    @Test
    void resetsSoThatTheClientSeesAReset() throws Exception {
        // Given
        simulator.control().addFault(Fault.of(Api.CONNECTION_DATA, FaultKind.RESET_BEFORE));
        URI url = simulator.azureDevOpsUrl();
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);

            // When
            socket.getOutputStream()
                    .write("GET /fabrikam/_apis/connectionData HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            // Then
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void losesTheAnswerToWorkThatWasDone() {
        // Given
        turn("{\"api\": \"pats-create\", \"kind\": \"reset-after\", \"target\": \"deploy\", \"times\": 1}");

        // When
        // Then
        assertThatThrownBy(() -> administrator.post(PATS, WISH)).isInstanceOf(UncheckedIOException.class);
        assertThat(simulator.control().tokens()).singleElement().satisfies(token -> {
            assertThat(token.state()).isEqualTo(PatStatus.ALIVE);
            assertThat(lastSideEffect().changed())
                    .containsExactly(token.authorizationId().toString());
        });
        assertThat(lastSideEffect().outcome()).isEqualTo("lost 200");
        assertThat(simulator.control().callCounts().get("pats-create")).containsEntry("lost 200", 1L);
    }

    @Test
    void refusesInTheBodyOfA200() {
        // Given
        simulator.control().addFault(Fault.patTokenError(Api.PATS_CREATE, "duplicateHash"));

        // When
        Reply refused = administrator.post(PATS, WISH);

        // Then
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.json().path("patTokenError").asText()).isEqualTo("duplicateHash");
        assertThat(simulator.control().callCounts().get("pats-create")).containsEntry("200 duplicateHash", 1L);
    }

    @Test
    void answersWithThePageToSignIn() {
        // Given
        simulator.control().addFault(Fault.of(Api.CONNECTION_DATA, FaultKind.SIGN_IN_PAGE));

        // When
        Reply reply = administrator.get("/fabrikam/_apis/connectionData");

        // Then
        assertThat(reply.status()).isEqualTo(203);
        assertThat(reply.text()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void hangsUntilTheFaultClosesTheConnection() {
        // Given
        turn("{\"api\": \"pats-create\", \"kind\": \"hang\", \"millis\": 300}");

        // When
        CompletableFuture<Reply> hanging = administrator.postLater(PATS, WISH);

        // Then
        await().atMost(Duration.ofSeconds(10)).until(hanging::isDone);
        assertThatThrownBy(hanging::get).isInstanceOf(ExecutionException.class);
        assertThat(simulator.control().tokens()).isEmpty();
        assertThat(lastSideEffect().outcome()).isEqualTo("hang");
    }

    @Test
    void hangsAfterTheWorkWithoutHoldingUpOthers() {
        // Given
        turn("{\"api\": \"pats-create\", \"kind\": \"hang\", \"afterWork\": true, \"times\": 1}");

        // When
        CompletableFuture<Reply> hanging = administrator.postLater(PATS, WISH);

        // Then
        await().atMost(Duration.ofSeconds(10))
                .until(() -> simulator.control().tokens().size() == 1);
        assertThat(administrator.get(PATS).json().path("patTokens")).hasSize(1);
        assertThat(hanging).isNotDone();
    }

    @Test
    void makesCallsLateByTimersSoThatManyAreLateAtOnce() {
        // Given
        assertThat(knobs.post("/_simulator/latency", "{\"api\": \"pats-create\", \"millis\": 500}")
                        .status())
                .isEqualTo(200);
        long start = System.nanoTime();

        // When
        List<CompletableFuture<Reply>> calls = IntStream.range(0, 20)
                .mapToObj(n -> administrator.postLater(PATS, WISH))
                .toList();

        // Then
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(500), Duration.ofMillis(5000));
        assertThat(simulator.control().tokens()).hasSize(20);
    }

    @Test
    void endsFaultsAndLatenciesWhenTold() {
        // Given
        simulator.control().addFault(Fault.status(Api.PATS_CREATE, 500));
        simulator.control().setLatency(Api.PATS_CREATE, 3_600_000);

        // When
        knobs.delete("/_simulator/faults");

        // Then
        assertThat(administrator.post(PATS, WISH).status()).isEqualTo(200);
        assertThat(knobs.get("/_simulator/faults").json().path("faults")).isEmpty();
    }

    @Test
    void warnsThenDelaysThenRefusesWhoAsksTooMuch() {
        // Given
        simulator
                .control()
                .changePolicies(Map.of(
                        "allowance",
                        Map.of("requests", 5, "windowMillis", 3_600_000, "delayed", 2, "delayMillis", 50)));
        long before = Instant.now().getEpochSecond();

        // When
        List<Reply> replies =
                IntStream.range(0, 9).mapToObj(n -> administrator.get(PATS)).toList();

        // Then
        assertThat(replies).extracting(Reply::status).containsExactly(200, 200, 200, 200, 200, 200, 200, 429, 429);
        assertThat(replies)
                .extracting(reply -> reply.header("X-RateLimit-Remaining"))
                .containsExactly(null, null, null, "1", "0", "0", "0", "0", "0");
        assertThat(replies.get(4).header("Retry-After")).isNull();
        assertThat(replies.get(5).header("X-RateLimit-Delay")).isEqualTo("0.050");
        assertThat(Long.parseLong(replies.get(5).header("Retry-After"))).isBetween(3500L, 3600L);
        assertThat(Long.parseLong(replies.get(5).header("X-RateLimit-Reset")))
                .isBetween(before + 3600, Instant.now().getEpochSecond() + 3601);
        assertThat(replies.get(8).json().path("message").asText()).startsWith("TF400733");
    }

    @Test
    void countsTheAllowanceOfEachCredentialApart() {
        // Given
        simulator
                .control()
                .changePolicies(Map.of(
                        "allowance", Map.of("requests", 1, "windowMillis", 3_600_000, "delayed", 0, "delayMillis", 0)));
        administrator.get(PATS);

        // When
        Reply other = knobs.get("/fabrikam/_apis/connectionData");

        // Then
        assertThat(other.status()).isEqualTo(203);
        assertThat(administrator.get(PATS).status()).isEqualTo(429);
    }

    private void turn(String fault) {
        assertThat(knobs.post("/_simulator/faults", fault).status()).isEqualTo(200);
    }

    private CallRecord lastSideEffect() {
        List<CallRecord> calls = simulator.control().sideEffects(0);
        return calls.get(calls.size() - 1);
    }
}
