package dev.patrol.rotator.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationStep;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.faults.FaultKind;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class FailedStepTest extends RotationFixture {
    @Test
    void aRevocationThatFailsIsTriedAgainAndSaidOnce() {
        // Given
        Token due = seed("stubborn", "vso.code");
        azure.addFault(Fault.status(Api.PATS_REVOKE, 503)
                .withTarget(due.authorizationId().toString())
                .withTimes(7));

        // When
        topics.write(expiring(due, true));

        // Then
        await(Topic.TOKEN_REVOKED, TokenRevoked.class, revocation -> revocation
                .token()
                .equals(due));
        assertThat(failuresOf(due)).singleElement().satisfies(failure -> assertThat(failure.willBeRetried())
                .isTrue());
    }

    @Test
    void aRevocationThatKeepsFailingEndsAndIsSaid() {
        // Given
        Token due = seed("immortal", "vso.code");
        azure.addFault(Fault.status(Api.PATS_REVOKE, 503)
                .withTarget(due.authorizationId().toString()));

        // When
        topics.write(expiring(due, true));

        // Then
        RotationFailed last = await(
                        Topic.ROTATION_FAILED,
                        RotationFailed.class,
                        failure -> failure.token().equals(due) && !failure.willBeRetried())
                .payload();
        assertThat(last.step()).isEqualTo(RotationStep.REVOKE);
        assertThat(failuresOf(due)).hasSize(2);
    }

    @Test
    void aSuccessorThatIsRejectedIsTakenBack() {
        // Given
        Token due = seed("rejected", "vso.code");
        azure.addFault(Fault.status(Api.CONNECTION_DATA, 401).withTimes(1));

        // When
        topics.write(expiring(due, true));

        // Then
        RotationFailed failed = awaitFailure(due);
        assertThat(failed.step()).isEqualTo(RotationStep.VERIFY);
        assertThat(named(due.successorName())).allMatch(token -> token.state() == PatStatus.REVOKED);
        assertThat(stateOf(due.authorizationId())).isEqualTo(PatStatus.ALIVE);
        assertThat(azure.secret(due.secretName())).noneMatch(version -> version.enabled());
    }

    @Test
    void aSuccessorThatCannotBeStoredIsRevoked() {
        // Given
        Token due = seed("unstorable", "vso.code");
        azure.addFault(Fault.status(Api.SECRET_SET, 503).withTarget(due.secretName()));

        // When
        topics.write(expiring(due, true));

        // Then
        RotationFailed failed = await(
                        Topic.ROTATION_FAILED,
                        RotationFailed.class,
                        failure -> failure.token().equals(due)
                                && !failure.compensation().isEmpty())
                .payload();
        assertThat(failed.step()).isEqualTo(RotationStep.STORE);
        assertThat(failed.code()).isEqualTo("successor-not-stored");
        assertThat(failed.compensation()).anyMatch(sentence -> sentence.startsWith("Revoked the new token"));
        assertThat(failuresOf(due).get(0).code()).isEqualTo("vault-unavailable");
        assertThat(failuresOf(due).get(0).willBeRetried()).isTrue();
        assertThat(named(due.successorName())).allMatch(token -> token.state() == PatStatus.REVOKED);
        assertThat(stateOf(due.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void storingIsTriedAgainBeforeItIsGivenUp() {
        // Given
        Token due = seed("flaky-vault", "vso.code");
        azure.addFault(
                Fault.status(Api.SECRET_SET, 429).withTarget(due.secretName()).withTimes(2));

        // When
        topics.write(expiring(due, true));

        // Then
        await(Topic.TOKEN_ROTATED, TokenRotated.class, rotation -> rotation.previous()
                .equals(due));
        assertThat(named(due.successorName())).hasSize(1);
    }

    @Test
    void aCreationWhoseAnswerIsLostLeavesNoOrphan() {
        // Given
        Token due = seed("lost-answer", "vso.code");
        azure.addFault(Fault.of(Api.PATS_CREATE, FaultKind.RESET_AFTER)
                .withTarget(due.successorName())
                .withTimes(1));

        // When
        topics.write(expiring(due, true));

        // Then
        Token successor = await(Topic.TOKEN_ROTATED, TokenRotated.class, rotation -> rotation.previous()
                        .equals(due))
                .payload()
                .successor();
        assertThat(named(due.successorName()))
                .hasSize(2)
                .filteredOn(token -> token.state() == PatStatus.ALIVE)
                .extracting(TokenFact::authorizationId)
                .containsExactly(successor.authorizationId());
    }

    @Test
    void aRefusalIsAnnouncedWithItsReason() {
        // Given
        Token due = seed("refused", "vso.code");
        azure.addFault(Fault.patTokenError(Api.PATS_CREATE, "patLifespanPolicyViolation")
                .withTarget(due.successorName()));

        // When
        topics.write(expiring(due, true));

        // Then
        RotationFailed failed = awaitFailure(due);
        assertThat(failed.step()).isEqualTo(RotationStep.CREATE);
        assertThat(failed.reason()).contains("patLifespanPolicyViolation");
        assertThat(failed.willBeRetried()).isFalse();
    }

    private static List<RotationFailed> failuresOf(Token token) {
        try (TopicReader reader = TopicReader.of(Topic.ROTATION_FAILED)) {
            return reader.allEvents(RotationFailed.class).stream()
                    .filter(failure -> failure.token().equals(token))
                    .toList();
        }
    }
}
