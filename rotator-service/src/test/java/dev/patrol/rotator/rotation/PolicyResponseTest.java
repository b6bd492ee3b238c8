package dev.patrol.rotator.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.PolicyMended;
import dev.patrol.model.PolicyResponse;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Topic;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the rotator does about a token that breaks a policy. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class PolicyResponseTest extends RotationFixture {
    @Test
    void revokesATokenWhereThatIsAskedFor() {
        // Given
        Token token = seed("forbidden", "vso.code");

        // When
        topics.write(violation(token, PolicyResponse.REVOKE, false, null));

        // Then
        TokenRevoked revoked = awaitRevocation(token);
        assertThat(revoked.trigger()).isEqualTo(Trigger.POLICY);
        assertThat(revoked.reason()).contains("some-policy", "It is wrong.");
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.REVOKED);
    }

    @Test
    void letsATokenDieEarlierWhereThatIsAskedFor() {
        // Given
        Token token = seed("too-long", "vso.code");
        Instant end = earlier(token);

        // When
        topics.write(violation(token, PolicyResponse.SHORTEN, false, end));

        // Then
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        azure.token(token.authorizationId()).orElseThrow().validTo())
                .isEqualTo(end));
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void doesNothingInADryRunAndPassesOverWhatIsMended() {
        // Given
        Token token = seed("dry", "vso.code");
        Token last = seed("after-dry", "vso.code");

        // When
        topics.write(violation(token, PolicyResponse.REVOKE, true, null));
        topics.write(violation(token, PolicyResponse.SHORTEN, true, earlier(token)));
        topics.write(PolicyMended.of(violation(token, null, false, null), "It is right now."));

        // Then
        topics.write(violation(last, PolicyResponse.REVOKE, false, null));
        awaitRevocation(last);
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.ALIVE);
        assertThat(azure.token(token.authorizationId()).orElseThrow().validTo()).isEqualTo(token.validTo());
    }

    @Test
    void saysWhatCouldNotBeShortened() {
        // Given
        Token token = seed("stubborn-life", "vso.code");
        azure.addFault(Fault.patTokenError(Api.PATS_UPDATE, "accessDenied")
                .withTarget(token.authorizationId().toString()));

        // When
        topics.write(violation(token, PolicyResponse.SHORTEN, false, earlier(token)));

        // Then
        RotationFailed failed = awaitFailure(token);
        assertThat(failed.code()).isEqualTo("not-shortened");
        assertThat(failed.willBeRetried()).isFalse();
    }

    private static TokenRevoked awaitRevocation(Token token) {
        return await(Topic.TOKEN_REVOKED, TokenRevoked.class, event -> event.token()
                        .equals(token))
                .payload();
    }

    private static Instant earlier(Token token) {
        return token.validTo().minus(Duration.ofHours(12)).truncatedTo(ChronoUnit.SECONDS);
    }

    private static PolicyViolated violation(Token token, PolicyResponse response, boolean dryRun, Instant end) {
        return new PolicyViolated(
                token.organization(),
                token,
                "some-policy",
                Severity.MEDIUM,
                "It is wrong.",
                "What is right.",
                "Make it right.",
                response,
                dryRun,
                end,
                null);
    }
}
