package dev.patrol.rotator.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.Declaration;
import dev.patrol.model.DeclareToken;
import dev.patrol.model.Restore;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.TokenFilter;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What comes of a restore. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class RestoreCommandsTest extends CommandsFixture {
    @Test
    void whatDiedWithItsSuccessorInAnOverlapIsRestored() {
        // Given
        Token previous = seed("patient-glass", "vso.code");
        azure.keepInSecret(previous.authorizationId(), previous.secretName());
        topics.write(expiring(previous, true));
        Token successor = successorOf(previous);
        BreakGlassEnded would = awaitEnd(topics.write(revokeAll("patient-glass*", true, null)));
        BreakGlassEnded end = awaitEnd(topics.write(revokeAll("patient-glass*", false, would.confirmation())));
        assertThat(end.tokens())
                .extracting(Token::authorizationId)
                .contains(previous.authorizationId(), successor.authorizationId());

        // When
        topics.write(new Restore(filter("patient-glass*"), false, "It is over.", OFFICER));

        // Then
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(ofLineage(previous))
                .filteredOn(fact -> fact.state() == PatStatus.ALIVE)
                .singleElement()
                .satisfies(fact -> assertThat(azure.secretHoldsToken(previous.secretName(), fact.authorizationId()))
                        .isTrue()));
    }

    @Test
    void aSuccessorThatIsStoredWhileTheVaultIsListedIsNotTakenForDead() {
        // Given
        Token gone = dead("patient-raced-dead");
        Token previous = seed("patient-raced", "vso.code");
        store(previous);
        azure.addFault(Fault.latency(Api.SECRET_LIST, 8_000).withTimes(1));
        Envelope<Restore> command = topics.write(new Restore(filter("patient-raced*"), false, "It is over.", OFFICER));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> azure.faults()
                .isEmpty());

        // When
        topics.write(expiring(previous, true));
        Token successor = successorOf(previous);

        // Then
        assertThat(awaitOutcome(command)).contains("1 token is being issued anew.");
        assertThat(requestedBy(command)).extracting(Token::authorizationId).containsExactly(gone.authorizationId());
        successorOf(gone);
        assertThat(stateOf(successor.authorizationId())).isEqualTo(PatStatus.ALIVE);
        assertThat(azure.secretHoldsToken(previous.secretName(), successor.authorizationId()))
                .isTrue();
    }

    @Test
    void restoresWhatADependentReadsAndNothingElse() {
        // Given
        Token read = dead("patient-wave");
        Token other = dead("impervious-wave");

        // When
        Envelope<Restore> command = topics.write(new Restore(filter("*-wave"), "w?b", false, "It is over.", OFFICER));

        // Then
        Token successor = successorOf(read);
        awaitCompletion(command);
        assertThat(successor.scopes()).isEqualTo(read.scopes());
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> azure.secretHoldsToken(read.secretName(), successor.authorizationId()));
        assertThat(ofLineage(other)).extracting(TokenFact::state).containsOnly(PatStatus.REVOKED);
    }

    @Test
    void aDependentThatIsDeclaredIsKnownToo() {
        // Given
        Token read = dead("declared-wave");
        Declaration declaration = new Declaration(
                List.of("vso.code"),
                Duration.ofDays(30),
                Duration.ofDays(7),
                null,
                List.of("surveyor"),
                null,
                null,
                null);
        awaitCompletion(topics.write(
                new DeclareToken(read.organization(), "declared-wave", declaration, "It is new.", OFFICER)));

        // When
        Envelope<Restore> command =
                topics.write(new Restore(filter("*-wave"), "survey*", false, "It is over.", OFFICER));

        // Then
        assertThat(awaitOutcome(command)).contains("1 token is being issued anew.");
        assertThat(successorOf(read).scopes()).isEqualTo(read.scopes());
    }

    @Test
    void aDependentThatNobodyKnowsIsNoReasonToRestoreNothingInSilence() {
        // When
        Envelope<Restore> command = topics.write(new Restore(filter("*"), "wbe", false, "It is over.", OFFICER));

        // Then
        assertThat(awaitRefusal(command).code()).isEqualTo("unknown-dependent");
    }

    @Test
    void whatWasRevokedOnPurposeComesBackOnlyWhereItIsNamed() {
        // Given
        Token unwanted = seed("purpose-unwanted", "vso.code");
        store(unwanted);
        topics.write(revoke(byId(unwanted), false));
        assertThat(awaitRevocation(unwanted).payload().forGood()).isTrue();
        Token wanted = dead("purpose-wanted");

        // When
        Envelope<Restore> all = topics.write(new Restore(filter("purpose-*"), false, "It is over.", OFFICER));

        // Then
        successorOf(wanted);
        assertThat(awaitOutcome(all))
                .contains("1 token is being issued anew.", "revoked on purpose", "purpose-unwanted");
        assertThat(ofLineage(unwanted)).extracting(TokenFact::state).containsOnly(PatStatus.REVOKED);

        topics.write(new Restore(filter("purpose-unwanted"), false, "It is needed after all.", OFFICER));
        assertThat(successorOf(unwanted).scopes()).isEqualTo(unwanted.scopes());
    }

    @Test
    void whatARuleSpeaksAgainstIsNotIssuedAnewAndThatIsSaid() {
        // Given
        Token mighty = seed("mighty-again", "app_token");
        store(mighty);
        topics.write(revoke(byId(mighty), true));
        awaitRevocation(mighty);

        // When
        Envelope<Restore> command = topics.write(new Restore(filter("mighty-again"), false, "It is over.", OFFICER));

        // Then
        assertThat(awaitOutcome(command)).contains("0 tokens are", "Refused by a rule", "mighty-again");
        Envelope<RotationFailed> failure = await(
                Topic.ROTATION_FAILED,
                RotationFailed.class,
                failed -> failed.token().authorizationId().equals(mighty.authorizationId())
                        && failed.code().equals("no-full-scope"));
        assertThat(failure.causationId()).contains(command.id());
        assertThat(failure.payload().remedy()).contains("only the scopes");
        assertThat(ofLineage(mighty)).extracting(TokenFact::state).containsOnly(PatStatus.REVOKED);
    }

    @Test
    void whatChoosesNothingIsNoSuccess() {
        // When
        Envelope<Restore> command =
                topics.write(new Restore(filter("nobody-has-this-*"), false, "It is over.", OFFICER));

        // Then
        assertThat(awaitRefusal(command).code()).isEqualTo("nothing-to-restore");
    }

    @Test
    void whatStaysDeadByItsSecretsTagIsLeftOutWhenTheTopicsHaveForgottenIt() {
        // Given
        Token compromised = storedAsDead("forgotten-compromised", "compromised");
        Token unwanted = storedAsDead("forgotten-unwanted", "revoked-for-good");
        Token wanted = dead("forgotten-wanted");

        // When
        Envelope<Restore> command = topics.write(new Restore(filter("forgotten-*"), false, "It is over.", OFFICER));

        // Then
        assertThat(awaitOutcome(command))
                .contains("1 token is being issued anew.", "found compromised", "revoked on purpose")
                .contains(compromised.displayName(), unwanted.displayName());
        successorOf(wanted);
        assertThat(ofLineage(compromised)).hasSize(1);
        assertThat(ofLineage(unwanted)).hasSize(1);
    }

    @Test
    void whoseADeadTokenWasIsNotKnownSoNoneIsChosenByItsOwner() {
        // Given
        Token gone = dead("owned-and-dead");
        TokenFilter owned =
                new TokenFilter(AzureResource.organization(), "owned-and-dead", null, "ana@fabrikam.example", null);

        // When
        Envelope<Restore> command = topics.write(new Restore(owned, false, "It is over.", OFFICER));

        // Then
        CommandRefused refused = awaitRefusal(command);
        assertThat(refused.code()).isEqualTo("owner-not-known");
        assertThat(refused.remedy()).contains("owner", "patterns");
        assertThat(ofLineage(gone)).extracting(TokenFact::state).containsOnly(PatStatus.REVOKED);
    }

    @Test
    void manyDeadTokensAreDescribedByFewRequests() {
        // Given
        Token gone = dead("crowd-of-dead");
        Instant validTo = Instant.now().plus(Duration.ofDays(3));
        TokenSeed crowd =
                new TokenSeed(null, "crowd-{n}", "vso.code", null, validTo, false, null, 150, true, false, null);
        azure.seedTokens(crowd).forEach(id -> store(describe(azure.token(id).orElseThrow())));
        azure.addFault(Fault.status(Api.PATS_LIST, 503).withSkip(2).withTimes(1));
        long before = azure.callCount(Api.PATS_GET);

        // When
        Envelope<Restore> command = topics.write(new Restore(filter("crowd-of-dead"), false, "It is over.", OFFICER));

        // Then
        assertThat(awaitOutcome(command)).contains("1 token is being issued anew.");
        assertThat(azure.callCount(Api.PATS_GET) - before).isLessThan(10);
        assertThat(successorOf(gone).scopes()).isEqualTo(gone.scopes());
    }

    /** One that died so long ago that no topic tells of it. */
    private Token storedAsDead(String name, String why) {
        Token token = seedRevoked(name, "vso.code");
        azure.keepInSecret(
                token.authorizationId(),
                token.secretName(),
                Map.of("managed-by", "pat-rotation-service", "organization", token.organization(), "stays-dead", why));
        return token;
    }
}
