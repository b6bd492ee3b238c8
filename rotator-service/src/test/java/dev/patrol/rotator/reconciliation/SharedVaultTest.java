package dev.patrol.rotator.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Lineage;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.secrets.Vaults;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.SharedVault;
import dev.patrol.test.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reconciliation of organizations whose secrets are in one vault, beside one whose vault is away. */
@QuarkusTest
@QuarkusTestResource(value = KafkaBroker.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = SharedVault.class, restrictToAnnotatedClass = true)
class SharedVaultTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Logger LOG = Logger.getLogger(Reconciliation.class.getName());

    private final SimulatorControl azure = AzureResource.simulator().control();
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord log) {
            said.add(log.getMessage() + Arrays.toString(log.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Inject
    Reconciliation reconciliation;

    @Inject
    Vaults vaults;

    @Inject
    Ledger ledger;

    @BeforeEach
    void listen() {
        LOG.addHandler(recorder);
    }

    @AfterEach
    void repair() {
        LOG.removeHandler(recorder);
        azure.clearFaults();
    }

    @Test
    void oneListServesAllOrganizationsOfAVault() {
        // Given
        String[] dead = SharedVault.SHARING.stream()
                .map(organization -> secretOfDeadToken(organization, "served"))
                .toArray(String[]::new);
        signIn();
        azure.forgetCalls();

        // When
        reconciliation.look();

        // Then
        assertThat(azure.callCount(Api.SECRET_LIST)).isEqualTo(1);
        assertThat(namesInViolations()).contains(dead);
        assertThat(said).singleElement().satisfies(one -> assertThat(one).contains(SharedVault.APART));
    }

    @Test
    void aListThatCanNotBeReadIsToldToEachOfThemAndTriedOnce() {
        // Given
        signIn();
        azure.forgetCalls();
        azure.addFault(Fault.status(Api.SECRET_LIST, 503));

        // When
        reconciliation.look();

        // Then
        assertThat(azure.callCount(Api.SECRET_LIST)).isEqualTo(1);
        SharedVault.SHARING.forEach(organization ->
                assertThat(said).anySatisfy(one -> assertThat(one).contains(organization, "answered 503")));
    }

    @Test
    void theNextLookReadsTheListAnew() {
        // Given
        azure.addFault(Fault.status(Api.SECRET_LIST, 503));
        reconciliation.look();
        azure.clearFaults();
        String dead = secretOfDeadToken("northwind", "read-anew");

        // When
        reconciliation.look();

        // Then
        assertThat(namesInViolations()).contains(dead);
    }

    /** The first call of a vault is asked twice: without a token, and then with one. */
    private void signIn() {
        vaults.of("fabrikam").find("nothing");
    }

    private String secretOfDeadToken(String organization, String name) {
        UUID dead = azure.seedTokens(TokenSeed.of(
                                name + "-v20261201000001",
                                "vso.code",
                                Instant.now().minus(Duration.ofHours(1)))
                        .withValidFrom(Instant.now().minus(Duration.ofHours(2)))
                        .withOrganization(organization))
                .get(0);
        String secret = new Lineage(organization, name).secretName();
        azure.keepInSecret(dead, secret, Map.of("managed-by", "pat-rotation-service", "organization", organization));
        await().atMost(PATIENCE).until(() -> ledger.owns(secret));
        return secret;
    }

    private static List<String> namesInViolations() {
        try (TopicReader reader = TopicReader.of(Topic.POLICY_VIOLATED)) {
            return reader.allEvents(PolicyViolated.class).stream()
                    .filter(violated -> violated.policy().equals("secret-holds-live-token"))
                    .map(violated -> violated.found().split(" ")[2])
                    .toList();
        }
    }
}
