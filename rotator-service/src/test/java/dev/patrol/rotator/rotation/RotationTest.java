package dev.patrol.rotator.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Milestone;
import dev.patrol.model.Payload;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationStep;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.faults.FaultKind;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import dev.patrol.test.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class RotationTest {
    private final SimulatorControl azure = AzureResource.simulator().control();
    private TopicWriter topics;

    @BeforeEach
    void open() {
        topics = TopicWriter.ofTest();
    }

    @AfterEach
    void close() {
        azure.clearFaults();
        topics.close();
    }

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
    void bothTokensLiveUntilTheOverlapEndsAndWhoDidNotAcknowledgeIsNamed() {
        // Given
        Token due = seed("overlapping-deploy", "vso.code");

        // When
        topics.write(expiring(due, true));

        // Then
        TokenRotated rotated = await(Topic.TOKEN_ROTATED, TokenRotated.class, rotation -> rotation.previous()
                        .equals(due))
                .payload();
        assertThat(rotated.previousDiesAt()).isAfter(Instant.now());
        assertThat(stateOf(due.authorizationId())).isEqualTo(PatStatus.ALIVE);
        TokenRevoked revoked = await(Topic.TOKEN_REVOKED, TokenRevoked.class, revocation -> revocation
                        .token()
                        .equals(due))
                .payload();
        assertThat(revoked.reason()).contains("sleeper");
        assertThat(stateOf(due.authorizationId())).isEqualTo(PatStatus.REVOKED);
    }

    @Test
    void theOverlapEndsWhenAllDependentsHaveAcknowledged() {
        // Given
        Token due = seed("patient-deploy", "vso.code");
        topics.write(expiring(due, true));
        Token successor = await(Topic.TOKEN_ROTATED, TokenRotated.class, rotation -> rotation.previous()
                        .equals(due))
                .payload()
                .successor();

        // When
        acknowledge(successor, "web");
        acknowledge(successor, "worker");

        // Then
        TokenRevoked revoked = await(Topic.TOKEN_REVOKED, TokenRevoked.class, revocation -> revocation
                        .token()
                        .equals(due))
                .payload();
        assertThat(revoked.reason()).doesNotContain("acknowledgement");
    }

    @Test
    void oneAcknowledgementOfTwoIsNotEnough() {
        // Given
        Token half = seed("patient-half", "vso.code");
        Token whole = seed("patient-whole", "vso.code");
        topics.write(expiring(half, true));
        topics.write(expiring(whole, true));
        Token successorOfHalf = successorOf(half);
        Token successorOfWhole = successorOf(whole);

        // When
        acknowledge(successorOfHalf, "web");
        acknowledge(successorOfHalf, "stranger");
        acknowledge(successorOfWhole, "web");
        acknowledge(successorOfWhole, "worker");

        // Then
        await(Topic.TOKEN_REVOKED, TokenRevoked.class, revocation -> revocation
                .token()
                .equals(whole));
        assertThat(stateOf(half.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

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
    void anEventThatLiesAboutNameOrScopesGetsNothing() {
        // Given
        Token real = seed("honest", "vso.work");
        Token renamed = Token.of(
                real.organization(),
                real.authorizationId(),
                "liar",
                real.scopes(),
                real.validFrom(),
                real.validTo(),
                false,
                Optional.empty());
        Token widened = Token.of(
                real.organization(),
                real.authorizationId(),
                "honest",
                List.of("vso.code_full"),
                real.validFrom(),
                real.validTo(),
                true,
                Optional.empty());

        // When
        topics.write(expiring(renamed, true));
        topics.write(expiring(widened, true));

        // Then
        assertThat(awaitFailure(renamed).code()).isEqualTo("other-name");
        Token successor = successorOf(widened);
        assertThat(successor.scopes()).containsExactly("vso.work");
        assertThat(successor.allOrganizations()).isFalse();
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

    @Test
    void fullScopeIsAnnouncedAndNotCopied() {
        // Given
        Token mighty = seed("mighty", "app_token");

        // When
        topics.write(expiring(mighty, true));

        // Then
        Envelope<PolicyViolated> violated =
                await(Topic.POLICY_VIOLATED, PolicyViolated.class, violation -> mighty.equals(violation.token()));
        assertThat(violated.payload().policy()).isEqualTo("no-full-scope");
        assertThat(named(mighty.successorName())).isEmpty();
        assertThat(stateOf(mighty.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void aSuccessorThatCannotBeStoredIsRevoked() {
        // Given
        Token due = seed("unstorable", "vso.code");
        azure.addFault(Fault.status(Api.SECRET_SET, 503).withTarget(due.secretName()));

        // When
        topics.write(expiring(due, true));

        // Then
        RotationFailed failed = awaitFailure(due);
        assertThat(failed.step()).isEqualTo(RotationStep.STORE);
        assertThat(failed.code()).isEqualTo("vault-unavailable");
        assertThat(failed.willBeRetried()).isTrue();
        assertThat(failed.compensation()).anyMatch(sentence -> sentence.startsWith("Revoked the new token"));
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

    @Test
    void aTokenThatIsGoneIsAnsweredAndNotRetried() {
        // Given
        Token gone = Token.of(
                AzureResource.organization(),
                UUID.randomUUID(),
                "gone",
                List.of("vso.code"),
                Instant.now(),
                Instant.now().plus(Duration.ofDays(3)),
                false,
                Optional.empty());

        // When
        topics.write(expiring(gone, true));

        // Then
        RotationFailed failed = awaitFailure(gone);
        assertThat(failed.code()).isEqualTo("token-not-active");
        assertThat(failed.willBeRetried()).isFalse();
    }

    @Test
    void hostileNamesAreRotatedLikeOthers() {
        // Given
        Token due = seed("\"><script>\r\nBcc: x@example.org \uD83D\uDE80 " + "x".repeat(200), "vso.code");

        // When
        topics.write(expiring(due, true));

        // Then
        Token successor = await(Topic.TOKEN_ROTATED, TokenRotated.class, rotation -> rotation.previous()
                        .equals(due))
                .payload()
                .successor();
        assertThat(azure.secretHoldsToken(due.secretName(), successor.authorizationId()))
                .isTrue();
    }

    @Test
    void aMalformedRecordGoesToTheDeadLettersAndTheNextIsWorkedOn() {
        // Given
        Token due = seed("after-the-malformed", "vso.code");
        Map<String, String> headers = Map.of("ce_type", "dev.patrol.token.expiring.v1");

        // When
        topics.writeRaw(Topic.Names.TOKEN_EXPIRING, due.secretName(), headers, "{nonsense".getBytes(UTF_8));
        topics.write(expiring(due, true));

        // Then
        try (TopicReader dead = TopicReader.of(Topic.DEAD_LETTERS)) {
            ConsumerRecord<String, byte[]> letter =
                    dead.awaitRecord(message -> due.secretName().equals(message.key()));
            assertThat(new String(
                            letter.headers().lastHeader("dead-letter-reason").value(), UTF_8))
                    .contains("ce_specversion");
        }
        await(Topic.TOKEN_ROTATED, TokenRotated.class, rotation -> rotation.previous()
                .equals(due));
    }

    private Token seed(String name, String scope) {
        Instant validTo = Instant.now().plus(Duration.ofDays(3));
        UUID id = azure.seedTokens(TokenSeed.of(name, scope, validTo)).get(0);
        TokenFact fact = azure.token(id).orElseThrow();
        return Token.of(
                AzureResource.organization(),
                id,
                name,
                List.of(scope.split(" ")),
                fact.validFrom(),
                fact.validTo(),
                false,
                Optional.empty());
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

    private static TokenExpiring expiring(Token token, boolean rotationDue) {
        return new TokenExpiring(token, 3, Milestone.SEVEN_DAYS, rotationDue);
    }

    private static <T extends Payload> Envelope<T> await(Topic topic, Class<T> type, Predicate<T> wanted) {
        try (TopicReader reader = TopicReader.of(topic)) {
            return reader.awaitEvent(type, wanted);
        }
    }

    private static Token successorOf(Token token) {
        return await(Topic.TOKEN_ROTATED, TokenRotated.class, rotation -> rotation.previous()
                        .equals(token))
                .payload()
                .successor();
    }

    private void acknowledge(Token successor, String dependent) {
        topics.write(new RotationAcknowledged(
                successor.organization(), successor.secretName(), successor.authorizationId(), dependent));
    }

    private static List<RotationFailed> failuresOf(Token token) {
        try (TopicReader reader = TopicReader.of(Topic.ROTATION_FAILED)) {
            return reader.allEvents(RotationFailed.class).stream()
                    .filter(failure -> failure.token().equals(token))
                    .toList();
        }
    }

    private static RotationFailed awaitFailure(Token token) {
        return await(Topic.ROTATION_FAILED, RotationFailed.class, failure -> failure.token()
                        .equals(token))
                .payload();
    }

    private PatStatus stateOf(UUID authorizationId) {
        return azure.token(authorizationId).orElseThrow().state();
    }

    private List<TokenFact> named(String displayName) {
        return azure.tokens().stream()
                .filter(token -> token.displayName().equals(displayName))
                .toList();
    }
}
