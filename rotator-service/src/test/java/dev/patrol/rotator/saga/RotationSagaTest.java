package dev.patrol.rotator.saga;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Declaration;
import dev.patrol.model.RotationStep;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationSagaTest {
    private static final Token PREVIOUS = token("deploy", List.of("vso.code"));
    private static final Token SUCCESSOR = token(PREVIOUS.successorName(), List.of("vso.code"));
    private static final Token STRANGER = token("deploy-v7", List.of("vso.code"));
    private static final RotationPlan PLAN = new RotationPlan(PREVIOUS, Trigger.EXPIRY);
    private static final SecretVersion EARLIER = version("1");
    private static final SecretVersion STORED = version("2");
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-24T08:00:00Z");
    private static final RotationState.Overlap OVERLAP =
            new RotationState.Overlap(SUCCESSOR, STORED, LATER, Set.of("web"));
    private static final RotationState.Revoking REVOKING =
            new RotationState.Revoking(SUCCESSOR, STORED, Set.of("web"), NOW);
    private static final Problem PASSING = new Problem("down", "It is down.", "Wait.", true);
    private static final Problem LASTING = new Problem("no", "It says no.", "Ask.", false);

    private final RotationSaga saga = new RotationSaga(2);

    @Test
    void looksBeforeItCreates() {
        // When
        Decision decision = saga.begin(PLAN);

        // Then
        assertThat(decision.action()).contains(new Action.Inspect());
    }

    @Test
    void neverCopiesFullScope() {
        // When
        Decision decision = saga.begin(new RotationPlan(token("admin", List.of("app_token")), Trigger.EXPIRY));

        // Then
        assertThat(decision).isEqualTo(Decision.stay(new RotationState.Forbidden()));
    }

    @Test
    void replacesFullScopeByWhatIsDeclared() {
        // Given
        RotationPlan plan = new RotationPlan(token("admin", List.of("app_token")), Trigger.COMMAND);
        Declaration declaration = new Declaration(
                List.of("vso.code"), Duration.ofDays(45), Duration.ofDays(15), null, null, null, null, null);

        // When
        Decision decision = saga.begin(plan.declaredAs(Optional.of(declaration)));

        // Then
        assertThat(decision.action()).contains(new Action.Inspect());
    }

    @Test
    void sweepsBeforeItCreatesWhereThereIsNoSecretYet() {
        // When
        Decision decision = afterInspect(new Outcome.Inspected(true, Optional.empty()));

        // Then
        assertThat(decision).extracting(Decision::state).isEqualTo(new RotationState.Planned(0, Optional.empty()));
        assertThat(decision.action()).get().isInstanceOf(Action.Sweep.class);
    }

    @Test
    void aCompromisedTokenIsRevokedBeforeAnythingIsCreatedEvenIfItIsDead() {
        // Given
        RotationPlan urgent = new RotationPlan(PREVIOUS, Trigger.COMPROMISE);
        RotationState planned = new RotationState.Planned(0, Optional.empty());

        // When
        Decision inspected =
                saga.next(urgent, planned, new Action.Inspect(), new Outcome.Inspected(false, Optional.empty()));
        Decision revoked = saga.next(urgent, planned, new Action.RevokeFirst(), new Outcome.PreviousRevoked(NOW));
        Decision notRevoked = saga.next(urgent, planned, new Action.RevokeFirst(), new Outcome.Failed(LASTING));

        // Then
        assertThat(inspected.action()).contains(new Action.RevokeFirst());
        assertThat(revoked.action()).get().isInstanceOf(Action.Sweep.class);
        assertThat(notRevoked.setback()).isPresent();
    }

    @Test
    void nobodyIsWaitedForOnceThePreviousTokenIsCompromised() {
        // When
        RotationState ended = saga.withoutOverlap(OVERLAP, NOW);

        // Then
        assertThat(ended).isEqualTo(new RotationState.Overlap(SUCCESSOR, STORED, NOW, Set.of()));
        assertThat(saga.withoutOverlap(REVOKING, NOW)).isEqualTo(REVOKING);
    }

    @Test
    void aCompromisedSuccessorIsTakenBackWhileThePreviousTokenWorks() {
        // When
        Optional<RotationState> undoing = saga.withoutSuccessor(OVERLAP, LASTING);

        // Then
        assertThat(undoing)
                .contains(new RotationState.Undoing(SUCCESSOR, Optional.empty(), RotationStep.REVOKE, LASTING));
        assertThat(saga.withoutSuccessor(REVOKING, LASTING)).isEmpty();
    }

    @Test
    void remembersTheVersionToGoBackTo() {
        // Given
        var secret = new Outcome.SecretContent(EARLIER, Optional.of(PREVIOUS), true, false);

        // When
        Decision decision = afterInspect(new Outcome.Inspected(true, Optional.of(secret)));

        // Then
        assertThat(decision.state()).isEqualTo(new RotationState.Planned(0, Optional.of("1")));
    }

    @Test
    void goesOnFromASuccessorThatIsStoredAlready() {
        // Given
        var secret = new Outcome.SecretContent(STORED, Optional.of(SUCCESSOR), false, true);

        // When
        Decision decision = afterInspect(new Outcome.Inspected(true, Optional.of(secret)));

        // Then
        assertThat(decision.action()).contains(new Action.Verify(SUCCESSOR, STORED));
    }

    @Test
    void announcesAgainWhatAnInterruptedRunHadFinished() {
        // Given
        var secret = new Outcome.SecretContent(STORED, Optional.of(SUCCESSOR), false, true);

        // When
        Decision decision = afterInspect(new Outcome.Inspected(false, Optional.of(secret)));

        // Then
        assertThat(decision.action()).contains(new Action.Verify(SUCCESSOR, STORED));
    }

    @Test
    void createsAgainWhereTheStoredSuccessorIsDead() {
        // Given
        var secret = new Outcome.SecretContent(STORED, Optional.empty(), false, true);

        // When
        Decision decision = afterInspect(new Outcome.Inspected(true, Optional.of(secret)));

        // Then
        assertThat(decision.action()).get().isInstanceOf(Action.Sweep.class);
    }

    @Test
    void answersForATokenThatIsGoneAndDoesNotRetry() {
        // When
        Decision decision = afterInspect(new Outcome.Inspected(false, Optional.empty()));

        // Then
        RotationState.Failed failed = (RotationState.Failed) decision.state();
        assertThat(failed.problem().code()).isEqualTo("token-not-active");
        assertThat(failed.problem().passing()).isFalse();
    }

    @Test
    void doesNotGuessBetweenTwoLiveTokensOfOneLineage() {
        // Given
        var secret = new Outcome.SecretContent(EARLIER, Optional.of(STRANGER), false, false);

        // When
        Decision decision = afterInspect(new Outcome.Inspected(true, Optional.of(secret)));

        // Then
        RotationState.Failed failed = (RotationState.Failed) decision.state();
        assertThat(failed.problem().code()).isEqualTo("ambiguous-lineage");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTokenThatDiesAndThatNobodyReadsHasNoSuccessor(boolean isStillAlive) {
        // Given
        RotationPlan urgent = new RotationPlan(PREVIOUS, Trigger.COMPROMISE);
        var secret = new Outcome.SecretContent(EARLIER, Optional.of(STRANGER), false, false);

        // When
        Decision decision = saga.next(
                urgent,
                new RotationState.Planned(0, Optional.empty()),
                new Action.Inspect(),
                new Outcome.Inspected(isStillAlive, Optional.of(secret)));

        // Then
        RotationState.Failed failed = (RotationState.Failed) decision.state();
        assertThat(failed.problem().code()).isEqualTo("not-in-use");
    }

    @Test
    void sweepsBeforeItRepeatsACreationWhoseAnswerWasLost() {
        // Given
        var planned = new RotationState.Planned(0, Optional.empty());

        // When
        Decision decision = saga.next(PLAN, planned, new Action.Create(), new Outcome.CreationUnclear(PASSING));

        // Then
        assertThat(decision)
                .isEqualTo(Decision.go(new RotationState.Planned(1, Optional.empty()), new Action.Sweep(PASSING)));
    }

    @Test
    void endsAfterAsManyLostAnswersAsAllowed() {
        // Given
        var planned = new RotationState.Planned(2, Optional.empty());

        // When
        Decision decision = saga.next(PLAN, planned, new Action.Sweep(PASSING), new Outcome.Swept(1));

        // Then
        RotationState.Failed failed = (RotationState.Failed) decision.state();
        assertThat(failed.step()).isEqualTo(RotationStep.CREATE);
        assertThat(failed.compensation()).singleElement().asString().contains("revoked now: 1");
    }

    @Test
    void triesASweepAgainBeforeAnythingElse() {
        // Given
        var planned = new RotationState.Planned(1, Optional.empty());

        // When
        Decision decision = saga.next(PLAN, planned, new Action.Sweep(PASSING), new Outcome.Failed(LASTING));

        // Then
        assertThat(decision).isEqualTo(Decision.later(planned, RotationStep.CREATE, LASTING));
    }

    @Test
    void createsAfterASweep() {
        // Given
        var planned = new RotationState.Planned(1, Optional.empty());

        // When
        Decision decision = saga.next(PLAN, planned, new Action.Sweep(PASSING), new Outcome.Swept(1));

        // Then
        assertThat(decision).isEqualTo(Decision.go(planned, new Action.Create()));
    }

    @Test
    void aStoreThatMayStillBeDoneIsGivenTime() {
        // Given
        var created = new RotationState.Created(SUCCESSOR, 0, Optional.of("1"));

        // When
        Decision decision = saga.next(PLAN, created, new Action.Store(SUCCESSOR), new Outcome.StoringUnclear(PASSING));

        // Then
        assertThat(decision).isEqualTo(Decision.later(created, RotationStep.STORE, PASSING));
    }

    @Test
    void undoesTheCreationThatCouldNotBeStored() {
        // Given
        var created = new RotationState.Created(SUCCESSOR, 0, Optional.of("1"));

        // When
        Decision decision = saga.next(PLAN, created, new Action.Store(SUCCESSOR), new Outcome.Failed(PASSING));

        // Then
        assertThat(decision.action())
                .contains(new Action.Undo(SUCCESSOR, Optional.of("1"), RotationStep.STORE, PASSING));
    }

    @Test
    void revokesNothingUntilTheSuccessorAuthenticates() {
        // Given
        var created = new RotationState.Created(SUCCESSOR, 0, Optional.empty());

        // When
        Decision decision = saga.next(PLAN, created, new Action.Store(SUCCESSOR), new Outcome.Stored(STORED));

        // Then
        assertThat(decision.action()).contains(new Action.Verify(SUCCESSOR, STORED));
    }

    @Test
    void aSuccessorThatAuthenticatesBeginsTheOverlap() {
        // Given
        var stored = new RotationState.Stored(SUCCESSOR, STORED, Optional.empty());

        // When
        Decision decision = saga.next(
                PLAN, stored, new Action.Verify(SUCCESSOR, STORED), new Outcome.Authenticated(LATER, Set.of("web")));

        // Then
        assertThat(decision)
                .isEqualTo(Decision.go(
                        new RotationState.Verified(SUCCESSOR, STORED, LATER, Set.of("web")),
                        new Action.BeginOverlap()));
    }

    @Test
    void anOverlapWaits() {
        // Given
        var verified = new RotationState.Verified(SUCCESSOR, STORED, LATER, Set.of("web"));

        // When
        Decision decision = saga.next(PLAN, verified, new Action.BeginOverlap(), new Outcome.OverlapBegun());

        // Then
        assertThat(decision).isEqualTo(Decision.stay(OVERLAP));
    }

    @Test
    void theLastAcknowledgementEndsTheOverlap() {
        // When
        RotationState.Overlap overlap = OVERLAP.acknowledgedBy("web", NOW);

        // Then
        assertThat(overlap.until()).isEqualTo(NOW);
        assertThat(overlap.waitingFor()).isEmpty();
    }

    @Test
    void aStrangersAcknowledgementChangesNothing() {
        // When
        RotationState.Overlap overlap = OVERLAP.acknowledgedBy("stranger", NOW);

        // Then
        assertThat(overlap).isEqualTo(OVERLAP);
    }

    @Test
    void anOverlapThatNobodyCanEndEarlyIsNotEndedByAnybody() {
        // Given
        var unregistered = new RotationState.Overlap(SUCCESSOR, STORED, LATER, Set.of());

        // When
        RotationState.Overlap overlap = unregistered.acknowledgedBy("web", NOW);

        // Then
        assertThat(overlap.until()).isEqualTo(LATER);
    }

    @Test
    void revokesThePreviousWhenTheOverlapHasEnded() {
        // When
        Decision decision = saga.endOverlap(OVERLAP);

        // Then
        assertThat(decision).isEqualTo(Decision.go(OVERLAP, new Action.RevokePrevious(SUCCESSOR, STORED)));
    }

    @Test
    void triesARevocationAgain() {
        // When
        Decision decision =
                saga.next(PLAN, OVERLAP, new Action.RevokePrevious(SUCCESSOR, STORED), new Outcome.Failed(PASSING));

        // Then
        assertThat(decision).isEqualTo(Decision.later(OVERLAP, RotationStep.REVOKE, PASSING));
    }

    @Test
    void keepsThePreviousWhereItsSuccessorIsGone() {
        // When
        Decision decision = saga.next(
                PLAN, OVERLAP, new Action.RevokePrevious(SUCCESSOR, STORED), new Outcome.SuccessorGone(LASTING));

        // Then
        assertThat(decision)
                .isEqualTo(Decision.go(
                        new RotationState.Undoing(SUCCESSOR, Optional.empty(), RotationStep.REVOKE, LASTING),
                        new Action.Undo(SUCCESSOR, Optional.empty(), RotationStep.REVOKE, LASTING)));
    }

    @Test
    void anInterruptedCreationBeginsWithALook() {
        // When
        Decision decision = saga.resume(new RotationState.Planned(0, Optional.of("1")));

        // Then
        assertThat(decision)
                .isEqualTo(Decision.go(new RotationState.Planned(0, Optional.of("1")), new Action.Inspect()));
    }

    @Test
    void aSuccessorWhoseValueMayBeLostIsRecovered() {
        // When
        Decision decision = saga.resume(new RotationState.Created(SUCCESSOR, 0, Optional.empty()));

        // Then
        assertThat(decision.action()).contains(new Action.Recover(SUCCESSOR));
    }

    @Test
    void aDiscardedSuccessorIsCreatedAnewAndCounted() {
        // Given
        var created = new RotationState.Created(SUCCESSOR, 0, Optional.of("1"));

        // When
        Decision decision = saga.next(PLAN, created, new Action.Recover(SUCCESSOR), new Outcome.Discarded());

        // Then
        assertThat(decision)
                .isEqualTo(Decision.go(new RotationState.Planned(1, Optional.of("1")), new Action.Inspect()));
    }

    @Test
    void theLastDiscardedSuccessorEndsTheRotation() {
        // Given
        var created = new RotationState.Created(SUCCESSOR, 1, Optional.of("1"));

        // When
        Decision decision = saga.next(PLAN, created, new Action.Recover(SUCCESSOR), new Outcome.Discarded());

        // Then
        assertThat(decision.action()).isEmpty();
        assertThat(decision.state())
                .isEqualTo(new RotationState.Failed(
                        RotationStep.STORE,
                        Problems.notStored(2),
                        List.of("Revoked the new token " + SUCCESSOR.authorizationId() + ".")));
    }

    @Test
    void aRecoveredSuccessorIsVerified() {
        // Given
        var created = new RotationState.Created(SUCCESSOR, 0, Optional.of("1"));

        // When
        Decision decision = saga.next(PLAN, created, new Action.Recover(SUCCESSOR), new Outcome.Stored(STORED));

        // Then
        assertThat(decision.action()).contains(new Action.Verify(SUCCESSOR, STORED));
    }

    @Test
    void undoesASuccessorThatIsRejected() {
        // Given
        var stored = new RotationState.Stored(SUCCESSOR, STORED, Optional.of("1"));

        // When
        Decision decision = saga.next(PLAN, stored, new Action.Verify(SUCCESSOR, STORED), new Outcome.Failed(LASTING));

        // Then
        assertThat(decision.action())
                .contains(new Action.Undo(SUCCESSOR, Optional.of("1"), RotationStep.VERIFY, LASTING));
    }

    @Test
    void anInterruptedUndoingIsGoneOnWithAndNeverTheSuccessor() {
        // When
        Decision decision =
                saga.resume(new RotationState.Undoing(SUCCESSOR, Optional.of("1"), RotationStep.VERIFY, LASTING));

        // Then
        assertThat(decision.action())
                .contains(new Action.Undo(SUCCESSOR, Optional.of("1"), RotationStep.VERIFY, LASTING));
    }

    @Test
    void keepsASuccessorThatCannotBeTriedNow() {
        // Given
        var stored = new RotationState.Stored(SUCCESSOR, STORED, Optional.of("1"));

        // When
        Decision decision = saga.next(PLAN, stored, new Action.Verify(SUCCESSOR, STORED), new Outcome.Failed(PASSING));

        // Then
        assertThat(decision).isEqualTo(Decision.later(stored, RotationStep.VERIFY, PASSING));
    }

    @Test
    void aRevocationThatWasTakenIsNoEnd() {
        // When
        Decision decision = saga.next(
                PLAN, OVERLAP, new Action.RevokePrevious(SUCCESSOR, STORED), new Outcome.PreviousRevoked(NOW));

        // Then
        assertThat(decision).isEqualTo(Decision.stay(REVOKING));
        assertThat(decision.state().isEnd()).isFalse();
    }

    @Test
    void readsBackWithAListThatWasBegunAfterTheRevocation() {
        // When
        Decision decision = saga.readBack(REVOKING);

        // Then
        assertThat(decision).isEqualTo(Decision.go(REVOKING, new Action.ReadBack(NOW)));
    }

    @Test
    void aTokenThatSurvivesItsRevocationIsTriedAgain() {
        // When
        Decision decision = saga.next(PLAN, REVOKING, new Action.ReadBack(NOW), new Outcome.Failed(PASSING));

        // Then
        assertThat(decision).isEqualTo(Decision.later(REVOKING, RotationStep.REVOKE, PASSING));
    }

    @Test
    void endsWellOnlyWhenThePreviousIsSeenDeadAndSaysWhoHadNotAcknowledged() {
        // When
        Decision decision = saga.next(PLAN, REVOKING, new Action.ReadBack(NOW), new Outcome.PreviousDead());

        // Then
        assertThat(decision).isEqualTo(Decision.stay(new RotationState.Revoked(SUCCESSOR, STORED, Set.of("web"))));
    }

    @Test
    void waitsWhereItCannotBeUndoneNow() {
        // Given
        var created = new RotationState.Created(SUCCESSOR, 0, Optional.empty());
        var undo = new Action.Undo(SUCCESSOR, Optional.empty(), RotationStep.STORE, PASSING);

        // When
        Decision decision = saga.next(PLAN, created, undo, new Outcome.Failed(PASSING));

        // Then
        assertThat(decision).isEqualTo(Decision.later(created, RotationStep.STORE, PASSING));
    }

    @Test
    void aPassingFailureOfACreationIsTriedAgainAndALastingOneIsNot() {
        // Given
        var planned = new RotationState.Planned(0, Optional.empty());

        // When
        Decision passing = saga.next(PLAN, planned, new Action.Create(), new Outcome.Failed(PASSING));
        Decision lasting = saga.next(PLAN, planned, new Action.Create(), new Outcome.Failed(LASTING));

        // Then
        assertThat(passing).isEqualTo(Decision.later(planned, RotationStep.CREATE, PASSING));
        assertThat(lasting).isEqualTo(Decision.stay(new RotationState.Failed(RotationStep.CREATE, LASTING, List.of())));
    }

    private Decision afterInspect(Outcome outcome) {
        return saga.next(PLAN, new RotationState.Planned(0, Optional.empty()), new Action.Inspect(), outcome);
    }

    private static Token token(String name, List<String> scopes) {
        return Token.of(
                "contoso",
                UUID.nameUUIDFromBytes(name.getBytes(UTF_8)),
                name,
                scopes,
                Instant.parse("2026-11-01T00:00:00Z"),
                Instant.parse("2026-12-01T00:00:00Z"),
                false,
                Optional.empty());
    }

    private static SecretVersion version(String version) {
        return new SecretVersion(URI.create("https://vault.example"), PREVIOUS.secretName(), version);
    }
}
