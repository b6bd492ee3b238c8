package dev.patrol.rotator.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.PolicyViolated;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class RotationTest extends RotationFixture {
    @Test
    void aDueTokenIsReplacedStoredAndRevoked() {
        // Given
        Token due = seed("deploy", "vso.code vso.build");

        // When
        Envelope<TokenExpiring> cause = topics.write(expiring(due, true));

        // Then
        Envelope<TokenRotated> rotated = await(Topic.TOKEN_ROTATED, TokenRotated.class, rotation -> rotation.previous()
                .equals(due));
        Envelope<TokenRevoked> revoked = await(Topic.TOKEN_REVOKED, TokenRevoked.class, revocation -> revocation
                .token()
                .equals(due));
        Token successor = rotated.payload().successor();
        assertThat(successor.displayName()).isEqualTo(due.successorName());
        assertThat(successor.scopes()).containsExactly("vso.code", "vso.build");
        assertThat(successor.lineage()).isEqualTo(due.lineage());
        assertThat(azure.secretHoldsToken(due.secretName(), successor.authorizationId()))
                .isTrue();
        assertThat(stateOf(successor.authorizationId())).isEqualTo(PatStatus.ALIVE);
        assertThat(stateOf(due.authorizationId())).isEqualTo(PatStatus.REVOKED);
        assertThat(rotated.correlationId()).isEqualTo(cause.correlationId());
        assertThat(revoked.causationId()).contains(cause.id());
    }

    @Test
    void theSecretSaysWhatItHolds() {
        // Given
        Token due = seed("described", "vso.code");

        // When
        topics.write(expiring(due, true));

        // Then
        Token successor = await(Topic.TOKEN_ROTATED, TokenRotated.class, rotation -> rotation.previous()
                        .equals(due))
                .payload()
                .successor();
        var secret = azure.secret(due.secretName()).get(0);
        assertThat(secret.contentType()).isEqualTo("application/x-pat-token");
        assertThat(secret.expires()).isBetween(successor.validTo().minusSeconds(1), successor.validTo());
        assertThat(secret.tags())
                .containsEntry("managed-by", "pat-rotation-service")
                .containsEntry("organization", due.organization())
                .containsEntry("authorization-id", successor.authorizationId().toString())
                .containsEntry("display-name", successor.displayName())
                .containsEntry("scope", "vso.code")
                .containsEntry("replaces", due.authorizationId().toString())
                .containsKeys("created", "revoke-previous-at");
    }

    @Test
    void oneTokenGetsOneSuccessorHoweverOftenItIsSaidToBeDue() {
        // Given
        Token due = seed("repeated", "vso.code");
        Token last = seed("repeated-last", "vso.code");

        // When
        for (int times = 0; times < 5; times++) {
            topics.write(expiring(due, true));
        }
        topics.write(expiring(last, true));

        // Then
        await(Topic.TOKEN_REVOKED, TokenRevoked.class, revocation -> revocation
                .token()
                .equals(due));
        await(Topic.TOKEN_REVOKED, TokenRevoked.class, revocation -> revocation
                .token()
                .equals(last));
        assertThat(named(due.successorName())).hasSize(1);
    }

    @Test
    void aSlowTokenDoesNotHoldUpOthersOfItsPartition() {
        // Given
        Token slow = seed("slow", "vso.code");
        Token quick = seed(nameInPartitionOf(slow), "vso.code");
        azure.addFault(Fault.latency(Api.PATS_CREATE, 6_000).withTarget(slow.successorName()));

        // When
        topics.write(expiring(slow, true));
        topics.write(expiring(quick, true));

        // Then
        await(Topic.TOKEN_REVOKED, TokenRevoked.class, revocation -> revocation
                .token()
                .equals(quick));
        assertThat(stateOf(slow.authorizationId())).isEqualTo(PatStatus.ALIVE);
        await(Topic.TOKEN_REVOKED, TokenRevoked.class, revocation -> revocation
                .token()
                .equals(slow));
    }

    @Test
    void aShortenedLifeIsSaid() {
        // Given
        Token due = seed("shortened", "vso.code");
        azure.changePolicies(Map.of("maximumLifespanDays", 7, "clampLifespan", true));

        // When
        topics.write(expiring(due, true));

        // Then
        Token successor = successorOf(due);
        azure.resetPolicies();
        PolicyViolated violated = await(
                        Topic.POLICY_VIOLATED, PolicyViolated.class, violation -> successor.equals(violation.token()))
                .payload();
        assertThat(violated.policy()).isEqualTo("lifetime-as-asked");
        assertThat(violated.found()).contains("7 days");
    }

    @Test
    void aTokenThatIsNotDueIsLeftAlone() {
        // Given
        Token early = seed("early", "vso.code");
        Token due = seed("early-other", "vso.code");

        // When
        topics.write(expiring(early, false));
        topics.write(expiring(due, true));

        // Then
        await(Topic.TOKEN_REVOKED, TokenRevoked.class, revocation -> revocation
                .token()
                .equals(due));
        assertThat(stateOf(early.authorizationId())).isEqualTo(PatStatus.ALIVE);
        assertThat(named(early.successorName())).isEmpty();
    }

    private static String nameInPartitionOf(Token token) {
        int wanted = partitionOf(token.secretName());
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> "quick-" + number)
                .filter(name -> partitionOf(
                                Lineage.of(AzureResource.organization(), name).secretName())
                        == wanted)
                .findFirst()
                .orElseThrow();
    }

    private static int partitionOf(String key) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(UTF_8), Topic.TOKEN_EXPIRING.partitions());
    }
}
