package dev.patrol.e2e.disaster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.e2e.Surroundings;
import dev.patrol.e2e.TopicDump;
import dev.patrol.e2e.faults.History;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.RotateToken;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenSelector;
import dev.patrol.model.Topic;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.faults.FaultKind;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Rotations have ended, wait in their overlaps or are in the middle of a step, and what knew of them is lost for good. Azure
 * DevOps and the vault still know: nothing is rotated twice, no dependent reads a dead value, live tokens past their
 * revocation are found, and what can't be known is told.
 */
class DisasterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration DUE = Duration.ofDays(3);
    private static final Duration NOT_DUE = Duration.ofDays(60);

    private DisasterSite site;
    private Surroundings around;

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aLostLedgerIsMadeUpForByAzureDevOpsAndTheVault() {
        // Given
        open("disaster-ledger");
        Token ended = seed("ended", DUE);
        Token waiting = seed("waiting-for-reader", DUE);
        Token ofPatrol = seed("overdue-of-patrol-v20261201123456", NOT_DUE);
        Token byHand = seed("overdue-by-hand", NOT_DUE);
        site.start("rotator", "scanner");
        awaitRevoked(ended);
        Envelope<TokenRotated> before = awaitRotated(waiting);
        around.azure()
                .addFault(Fault.of(Api.SECRET_SET, FaultKind.HANG)
                        .withTarget(
                                Lineage.of(around.organization(), "interrupted").secretName()));
        Token interrupted = seed("interrupted", DUE);
        await().atMost(PATIENCE).until(() -> livingSuccessor(interrupted).isPresent());
        askToRotate(ofPatrol, byHand);
        Instant timeOver = timeOver(ofPatrol, byHand);
        // Else the orders come again, and lead to the same rotations.
        await().atMost(PATIENCE)
                .until(() -> around.kafka().hasAcknowledged("rotator-rotate-commands", Topic.ROTATE_COMMANDS)
                        && around.kafka().hasAcknowledged("rotator", Topic.ROTATION_REQUESTS));

        // When
        site.killServices();
        around.kafka().lose(Topic.ROTATION_LEDGER);
        around.azure().clearFaults();
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(timeOver));
        site.start("rotator", "scanner");

        // Then
        await().atMost(PATIENCE).pollInterval(LOOK_EVERY).untilAsserted(() -> {
            TopicDump topics = around.kafka().topics();
            assertThat(rotationsOf(topics, waiting))
                    .extracting(Envelope::id)
                    .as("said again, as the same")
                    .hasSizeGreaterThan(1)
                    .containsOnly(before.id());
            assertThat(revocationsOf(topics, interrupted)).hasSize(1);
            assertThat(revocationsOf(topics, ofPatrol))
                    .extracting(TokenRevoked::trigger)
                    .containsExactly(Trigger.RECONCILIATION);
            assertThat(findingsOn(topics, byHand)).contains("replaced-token-revoked");
        });
        assertThat(isAlive(byHand)).as("a token that Patrol has not made").isTrue();
        around.kafka().publish(acknowledgementOf(waiting));
        awaitRevoked(waiting);
        assertRotatedOnce(ended, waiting, ofPatrol, byHand);
        assertNothingLost(ended, waiting, interrupted, ofPatrol, byHand);
        assertThat(History.of(around.azure(), interrupted, true).orphans()).isZero();
    }

    @Test
    void anEmptyBrokerIsFilledFromAzureDevOpsAndTheVault() {
        // Given
        open("disaster-broker");
        Token ended = seed("ended", DUE);
        Token waiting = seed("waiting-for-reader", DUE);
        Token byHand = seed("overdue-by-hand", NOT_DUE);
        site.start("rotator", "scanner", "audit");
        awaitRevoked(ended);
        Envelope<TokenRotated> before = awaitRotated(waiting);
        await().atMost(PATIENCE).pollInterval(LOOK_EVERY).until(() -> isAudited(ended));
        askToRotate(byHand);
        Instant timeOver = timeOver(byHand);

        // When
        // It then keeps how far its stores were on topics that are gone.
        site.stop("audit");
        site.killServices();
        site.loseBroker();
        around.azure().clearFaults();
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(timeOver));
        site.start("rotator", "scanner", "audit", "notifier");

        // Then
        await().atMost(PATIENCE).pollInterval(LOOK_EVERY).untilAsserted(() -> {
            site.startEnded();
            TopicDump topics = around.kafka().topics();
            assertThat(observedAlive(topics)).isEqualTo(living());
            assertThat(rotationsOf(topics, waiting)).extracting(Envelope::id).containsOnly(before.id());
            assertThat(findingsOn(topics, byHand)).contains("replaced-token-revoked");
            assertThat(isAudited(ended)).as("what had happened before").isTrue();
            assertThat(around.inbox().subjects())
                    .as("what a person has to do")
                    .anyMatch(subject -> subject.contains("replaced-token-revoked"));
        });
        around.kafka().publish(acknowledgementOf(waiting));
        awaitRevoked(waiting);
        assertRotatedOnce(ended, waiting, byHand);
        assertNothingLost(ended, waiting, byHand);
    }

    private void open(String title) {
        site = new DisasterSite(title);
        around = site.around();
    }

    /** A token that dependents read from the vault. */
    private Token seed(String name, Duration left) {
        Instant now = Instant.now();
        return around.seedKept(TokenSeed.of(name, "vso.code", now.plus(left)).withValidFrom(now.minus(NOT_DUE)));
    }

    /** Their successors are made and stored; that they are revoked, Azure DevOps does not answer to. */
    private void askToRotate(Token... tokens) {
        for (Token token : tokens) {
            around.azure()
                    .addFault(Fault.of(Api.PATS_REVOKE, FaultKind.HANG)
                            .withTarget(token.authorizationId().toString()));
            around.kafka()
                    .publish(new RotateToken(
                            TokenSelector.byAuthorizationId(around.organization(), token.authorizationId()),
                            "Before the disaster.",
                            "ops"));
        }
    }

    /** When each of them should be dead, and reconciliation has waited long enough. */
    private Instant timeOver(Token... tokens) {
        Instant latest = Instant.MIN;
        for (Token token : tokens) {
            Instant end = awaitRotated(token).payload().previousDiesAt();
            latest = end.isAfter(latest) ? end : latest;
        }
        return latest.plusSeconds(2);
    }

    private RotationAcknowledged acknowledgementOf(Token token) {
        UUID successor = livingSuccessor(token).orElseThrow().authorizationId();
        return new RotationAcknowledged(around.organization(), token.secretName(), successor, DisasterSite.READER);
    }

    private Envelope<TokenRotated> awaitRotated(Token token) {
        return await().atMost(PATIENCE)
                .pollInterval(LOOK_EVERY)
                .until(
                        () -> rotationsOf(around.kafka().topics(), token).stream()
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void awaitRevoked(Token token) {
        await().atMost(PATIENCE)
                .pollInterval(LOOK_EVERY)
                .until(() -> !revocationsOf(around.kafka().topics(), token).isEmpty());
    }

    private void assertRotatedOnce(Token... tokens) {
        for (Token token : tokens) {
            assertThat(History.of(around.azure(), token, true).successorsCreated())
                    .as("successors of " + token.displayName())
                    .isEqualTo(1);
        }
    }

    private void assertNothingLost(Token... tokens) {
        for (Token token : tokens) {
            History history = History.of(around.azure(), token, true);
            UUID successor = livingSuccessor(token).orElseThrow().authorizationId();
            assertThat(history.lost())
                    .as("moments at which dependents of " + token.displayName() + " read something dead")
                    .isZero();
            assertThat(history.early()).as("early revocations").isZero();
            assertThat(around.azure().secretHoldsToken(token.secretName(), successor))
                    .isTrue();
        }
        assertThat(around.kafka().topics().announced(RotationFailed.class))
                .extracting(Envelope::payload)
                .isEmpty();
    }

    private Optional<TokenFact> livingSuccessor(Token token) {
        return around.azure().tokens().stream()
                .filter(fact -> fact.displayName().equals(token.successorName()))
                .filter(fact -> fact.state() == PatStatus.ALIVE)
                .findFirst();
    }

    private boolean isAlive(Token token) {
        return around.azure().token(token.authorizationId()).orElseThrow().state() == PatStatus.ALIVE;
    }

    private boolean isAudited(Token revoked) {
        return around.kafka().topics().announced(AuditEntry.class).stream()
                .map(envelope -> (AuditEntry) envelope.payload())
                .anyMatch(entry ->
                        entry.toString().contains(revoked.authorizationId().toString()));
    }

    private Set<UUID> living() {
        return around.azure().tokens(around.organization()).stream()
                .filter(fact -> fact.state() == PatStatus.ALIVE)
                .map(TokenFact::authorizationId)
                .collect(Collectors.toSet());
    }

    private static Set<UUID> observedAlive(TopicDump topics) {
        return topics.announced(TokenObserved.class).stream()
                .map(envelope -> (TokenObserved) envelope.payload())
                .filter(observed -> observed.state() == TokenState.ACTIVE)
                .map(observed -> observed.token().authorizationId())
                .collect(Collectors.toSet());
    }

    @SuppressWarnings("unchecked")
    private static List<Envelope<TokenRotated>> rotationsOf(TopicDump topics, Token token) {
        return topics.announced(TokenRotated.class).stream()
                .map(envelope -> (Envelope<TokenRotated>) envelope)
                .filter(envelope ->
                        envelope.payload().previous().authorizationId().equals(token.authorizationId()))
                .toList();
    }

    private static List<TokenRevoked> revocationsOf(TopicDump topics, Token token) {
        return topics.announced(TokenRevoked.class).stream()
                .map(envelope -> (TokenRevoked) envelope.payload())
                .filter(revoked -> revoked.token().authorizationId().equals(token.authorizationId()))
                .toList();
    }

    private static List<String> findingsOn(TopicDump topics, Token token) {
        return topics.announced(PolicyViolated.class).stream()
                .map(envelope -> (PolicyViolated) envelope.payload())
                .filter(violated -> violated.token() != null
                        && violated.token().authorizationId().equals(token.authorizationId()))
                .map(PolicyViolated::policy)
                .toList();
    }
}
