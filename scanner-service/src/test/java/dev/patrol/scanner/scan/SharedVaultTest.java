package dev.patrol.scanner.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Topic;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A scan of organizations whose secrets are in one vault, beside one whose vault is away. */
@QuarkusTest
@QuarkusTestResource(value = KafkaBroker.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = SharedVault.class, restrictToAnnotatedClass = true)
class SharedVaultTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimulatorControl azure = AzureResource.simulator().control();

    @Inject
    Scanner scanner;

    /** The scanner scans when it starts. */
    @BeforeEach
    void awaitFirstScan() {
        await().atMost(PATIENCE).until(() -> scanner.lastRun().isPresent());
    }

    @AfterEach
    void repair() {
        azure.clearFaults();
    }

    @Test
    void oneListServesAllOrganizationsOfAVault() {
        // Given
        SharedVault.SHARING.forEach(organization -> secretOfDeadToken(organization, "left-in-" + organization));
        scanner.scan();
        azure.forgetCalls();

        // When
        scanner.scan();

        // Then
        assertThat(azure.callCount(Api.SECRET_LIST)).isEqualTo(1);
        SharedVault.SHARING.forEach(organization -> assertThat(foundOf(organization))
                .singleElement()
                .satisfies(found -> assertThat(found)
                        .contains("left-in-" + organization)
                        .doesNotContain(SharedVault.SHARING.stream()
                                .filter(other -> !other.equals(organization))
                                .map(other -> "left-in-" + other)
                                .toArray(String[]::new))));
        assertThat(unseen()).singleElement().satisfies(one -> assertThat(one).contains(SharedVault.APART));
    }

    @Test
    void aListThatCanNotBeReadIsToldToEachOfThemAndTriedOnce() {
        // Given
        scanner.scan();
        azure.forgetCalls();
        azure.addFault(Fault.status(Api.SECRET_LIST, 503));

        // When
        scanner.scan();

        // Then
        assertThat(azure.callCount(Api.SECRET_LIST)).isEqualTo(1);
        SharedVault.SHARING.forEach(organization ->
                assertThat(unseen()).anySatisfy(one -> assertThat(one).contains(organization, "answered 503")));
    }

    private void secretOfDeadToken(String organization, String secret) {
        UUID dead = azure.seedTokens(
                        TokenSeed.of("dead", "vso.code", Instant.now().minus(Duration.ofHours(1)))
                                .withValidFrom(Instant.now().minus(Duration.ofHours(2)))
                                .withOrganization(organization))
                .get(0);
        azure.keepInSecret(dead, secret, Map.of("organization", organization));
    }

    private List<String> unseen() {
        return scanner.lastRun().orElseThrow().unseen().stream()
                .filter(said -> said.contains("secrets"))
                .toList();
    }

    private static List<String> foundOf(String organization) {
        try (TopicReader reader = TopicReader.of(Topic.POLICY_VIOLATED)) {
            return reader.allEvents(PolicyViolated.class).stream()
                    .filter(violated -> violated.policy().equals("secrets-are-renewed"))
                    .filter(violated -> violated.organization().equals(organization))
                    .map(PolicyViolated::found)
                    .toList();
        }
    }
}
