package dev.patrol.azuredevops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.patrol.azuredevops.AzureDevOpsException.Throttled;
import dev.patrol.azuredevops.AzureDevOpsException.Unavailable;
import dev.patrol.azuredevops.pacing.GovernorState;
import dev.patrol.azuredevops.pacing.Pacing;
import dev.patrol.azuredevops.pacing.Time;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.SimulatorConfig;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client's pace against the simulator's rate limit, over HTTP. */
class PacedCallsTest {
    private static final String CONTOSO = "contoso";
    private static final String FABRIKAM = "fabrikam";
    private static final TokenRequest REQUEST =
            new TokenRequest("deploy", List.of("vso.code"), Instant.now().plus(Duration.ofDays(20)), false);

    private static AzureSimulator simulator;

    private final ExecutorService callers = Executors.newFixedThreadPool(16);
    private final Time time = Time.steady();

    @BeforeAll
    static void start() {
        simulator = AzureSimulator.start(SimulatorConfig.defaults().withOrganizations(FABRIKAM, CONTOSO));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @AfterEach
    void reset() {
        callers.shutdownNow();
        simulator.control().clearFaults();
        simulator.control().resetPolicies();
    }

    @Test
    void theAllowanceIsKeptByManyCallers() throws Exception {
        // Given
        AzureDevOpsClient client = client(new Pacing.Adaptive(16));
        allow(150, Duration.ofSeconds(2));
        List<Callable<Boolean>> calls = new ArrayList<>();
        IntStream.range(0, 600).forEach(i -> {
            calls.add(() -> client.findToken(FABRIKAM, UUID.randomUUID()).isPresent());
            calls.add(() -> client.authenticates(FABRIKAM, new TokenValue("x" + i)));
        });

        // When
        List<Future<Boolean>> answers = callers.invokeAll(calls);

        // Then
        for (Future<Boolean> answer : answers) {
            assertThat(answer.get()).isFalse();
        }
        GovernorState state = client.governors().get(FABRIKAM);
        assertThat(state.refused()).isZero();
        assertThat(state.delayed()).isZero();
    }

    @Test
    void aWaitThatASuccessAsksForIsMadeBeforeTheNextRequest() {
        // Given
        AzureDevOpsClient client = client(Pacing.DEFAULT);
        simulator
                .control()
                .addFault(Fault.status(Api.CONNECTION_DATA, 200)
                        .withHeader("Retry-After", "1")
                        .withTimes(1));
        client.authenticates(FABRIKAM, new TokenValue("x"));
        Instant answered = time.now();

        // When
        client.findToken(FABRIKAM, UUID.randomUUID());

        // Then
        assertThat(Duration.between(answered, time.now())).isGreaterThan(Duration.ofMillis(900));
        assertThat(client.governors().get(FABRIKAM).refused()).isZero();
    }

    @Test
    void aRefusedCreationIsRepeatedAndDoneOnce() {
        // Given
        AzureDevOpsClient client = client(Pacing.DEFAULT);
        long before = simulator.control().callCount(Api.PATS_CREATE);
        simulator
                .control()
                .addFault(Fault.status(Api.PATS_CREATE, 429)
                        .withHeader("Retry-After", "1")
                        .withTimes(1));

        // When
        UUID created = client.createToken(FABRIKAM, REQUEST).token().authorizationId();

        // Then
        assertThat(simulator.control().callCount(Api.PATS_CREATE) - before).isEqualTo(2);
        assertThat(simulator.control().tokens(FABRIKAM))
                .filteredOn(token -> token.displayName().equals(REQUEST.displayName()))
                .singleElement()
                .satisfies(token -> assertThat(token.authorizationId()).isEqualTo(created));
        assertThat(client.governors().get(FABRIKAM).refused()).isEqualTo(1);
    }

    @Test
    void whoIsRefusedAgainAndAgainIsToldSo() {
        // Given
        ImpatientTime impatient = new ImpatientTime();
        AzureDevOpsClient client = client(Pacing.DEFAULT, impatient);
        long before = simulator.control().callCount(Api.PATS_CREATE);
        simulator.control().addFault(Fault.status(Api.PATS_CREATE, 429));

        // When
        Throttled failure = catchThrowableOfType(Throttled.class, () -> client.createToken(FABRIKAM, REQUEST));

        // Then
        assertThat(failure).hasMessageContaining("answered 429");
        assertThat(simulator.control().callCount(Api.PATS_CREATE) - before).isEqualTo(5);
        assertThat(impatient.waits)
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void aWaitBeyondThePatienceIsTheCallersBusiness() {
        // Given
        AzureDevOpsClient client = client(Pacing.DEFAULT);
        simulator
                .control()
                .addFault(Fault.status(Api.PATS_CREATE, 429)
                        .withHeader("Retry-After", "240")
                        .withTimes(1));
        Throttled refused = catchThrowableOfType(Throttled.class, () -> client.createToken(FABRIKAM, REQUEST));

        // When
        Throttled notSent = catchThrowableOfType(Throttled.class, () -> client.createToken(FABRIKAM, REQUEST));

        // Then
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(240));
        assertThat(notSent).hasMessageContaining("not sent");
        assertThat(notSent.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(200), Duration.ofSeconds(240));
        assertThat(simulator.control().faults()).isEmpty();
    }

    @Test
    void theLimitOfOneOrganizationDoesNotSlowAnother() {
        // Given
        AzureDevOpsClient client = client(Pacing.DEFAULT);
        simulator
                .control()
                .addFault(Fault.status(Api.PATS_CREATE, 429)
                        .withHeader("Retry-After", "240")
                        .withTimes(1));
        catchThrowableOfType(Throttled.class, () -> client.createToken(FABRIKAM, REQUEST));

        // When
        IssuedToken elsewhere = client.createToken(CONTOSO, REQUEST);

        // Then
        assertThat(simulator.control().token(elsewhere.token().authorizationId()))
                .isPresent();
        assertThat(client.governors().get(FABRIKAM).paused()).isPositive();
        assertThat(client.governors().get(CONTOSO).paused()).isZero();
    }

    @Test
    void revocationsAndWhatIsSaidToBeUrgentWaitInTheUrgentQueue() {
        // Given
        AzureDevOpsClient client = client(new Pacing.Adaptive(1));
        UUID known = seed();
        simulator.control().setLatency(Api.PATS_LIST, 2_000);
        callers.submit(() -> client.forEachToken(FABRIKAM, TokenListFilter.ACTIVE, token -> {}));
        await().until(() ->
                client.governors().getOrDefault(FABRIKAM, GovernorState.IDLE).underWay() == 1);

        // When
        callers.submit(() -> client.findToken(FABRIKAM, known));
        callers.submit(() -> client.urgently().findToken(FABRIKAM, known));
        callers.submit(() -> client.revokeToken(FABRIKAM, known));
        callers.submit(() -> client.tokenAdministration().revoke(FABRIKAM, List.of(known), revoked -> {}));
        callers.submit(
                () -> client.tokenAdministration().refuse(FABRIKAM, List.of("vso.packaging_manage"), Optional.empty()));

        // Then
        await().untilAsserted(() -> {
            GovernorState state = client.governors().get(FABRIKAM);
            assertThat(state.urgentWaiting()).isEqualTo(4);
            assertThat(state.routineWaiting()).isEqualTo(1);
        });
    }

    @Test
    void aCallThatIsInterruptedBeforeItsTurnWasNotSent() throws Exception {
        // Given
        AzureDevOpsClient client = client(new Pacing.Adaptive(1));
        simulator.control().setLatency(Api.PATS_LIST, 2_000);
        callers.submit(() -> client.forEachToken(FABRIKAM, TokenListFilter.ACTIVE, token -> {}));
        await().until(() ->
                client.governors().getOrDefault(FABRIKAM, GovernorState.IDLE).underWay() == 1);
        List<Unavailable> failures = new ArrayList<>();
        Thread caller = new Thread(() ->
                failures.add(catchThrowableOfType(Unavailable.class, () -> client.createToken(FABRIKAM, REQUEST))));
        caller.start();
        await().until(() -> client.governors().get(FABRIKAM).routineWaiting() == 1);

        // When
        caller.interrupt();
        caller.join();

        // Then
        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure).hasMessageContaining("Nothing was sent");
            assertThat(failure.outcomeUnknown()).isFalse();
        });
    }

    @Test
    void theClassicPaceIsTenRequestsAndTwoSeconds() {
        // Given
        ImpatientTime impatient = new ImpatientTime();
        AzureDevOpsClient client = client(Pacing.Batches.classic(), impatient);

        // When
        List<Integer> waitsBefore = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            client.findToken(FABRIKAM, UUID.randomUUID());
            waitsBefore.add(impatient.waits.size());
        }

        // Then
        assertThat(impatient.waits).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2));
        assertThat(waitsBefore.subList(0, 10)).containsOnly(0);
        assertThat(waitsBefore.subList(10, 20)).containsOnly(1);
        assertThat(waitsBefore.subList(20, 25)).containsOnly(2);
    }

    private static UUID seed() {
        return simulator
                .control()
                .seedTokens(TokenSeed.of("known", "vso.code", Instant.now().plus(Duration.ofDays(10))))
                .get(0);
    }

    private static void allow(int requests, Duration window) {
        simulator
                .control()
                .changePolicies(Map.of(
                        "allowance",
                        Map.of(
                                "requests",
                                requests,
                                "windowMillis",
                                window.toMillis(),
                                "delayed",
                                10,
                                "delayMillis",
                                50)));
    }

    private AzureDevOpsClient client(Pacing pacing) {
        return client(pacing, time);
    }

    private static AzureDevOpsClient client(Pacing pacing, Time time) {
        return new AzureDevOpsClient(
                new Endpoints(simulator.azureDevOpsUrl(), simulator.azureDevOpsUrl()),
                Credential.pat(new TokenValue(simulator.administratorToken().reveal())),
                ClientSettings.DEFAULT.withPacing(pacing, Duration.ofMinutes(1)),
                time);
    }

    /** Passes only while somebody waits, and then at once. */
    private static final class ImpatientTime implements Time {
        private final List<Duration> waits = new ArrayList<>();
        private Instant now = Instant.parse("2026-11-23T10:00:00Z");

        @Override
        public synchronized Instant now() {
            return now;
        }

        @Override
        public synchronized void await(Condition condition, Duration atMost) {
            waits.add(atMost);
            now = now.plus(atMost);
        }
    }
}
