package dev.patrol.rotator.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.Command;
import dev.patrol.model.CommandCompleted;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.CreateToken;
import dev.patrol.model.Payload;
import dev.patrol.model.Restore;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.RotateToken;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenCreated;
import dev.patrol.model.TokenFilter;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenSelector;
import dev.patrol.model.Topic;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.rotation.RotationFixture;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What comes of commands. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class CommandsTest extends RotationFixture {
    private static final String OFFICER = "the duty officer";
    private static final URI SOURCE = URI.create("/test");

    @Test
    void revokesATokenByItsId() {
        // Given
        Token token = seed("by-id", "vso.code");

        // When
        Envelope<?> command = topics.write(revoke(byId(token), false));

        // Then
        Envelope<TokenRevoked> revoked = awaitRevocation(token);
        assertThat(revoked.causationId()).contains(command.id());
        assertThat(revoked.payload().trigger()).isEqualTo(Trigger.COMMAND);
        assertThat(revoked.payload().requestedBy()).isEqualTo(OFFICER);
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.REVOKED);
    }

    @Test
    void revokesEveryLivingTokenOfASecret() {
        // Given
        Token first = seed("by-secret", "vso.code");
        Token second = seed("by-secret-v2", "vso.code");

        // When
        topics.write(revoke(TokenSelector.bySecretName(first.organization(), first.secretName()), false));

        // Then
        awaitRevocation(first);
        awaitRevocation(second);
        assertThat(stateOf(first.authorizationId())).isEqualTo(PatStatus.REVOKED);
        assertThat(stateOf(second.authorizationId())).isEqualTo(PatStatus.REVOKED);
    }

    @Test
    void revokesFirstAndGivesASuccessorWhereThatIsAskedFor() {
        // Given
        Token token = seed("by-name", "vso.code");
        azure.keepInSecret(token.authorizationId(), token.secretName());

        // When
        Envelope<?> command =
                topics.write(revoke(TokenSelector.byDisplayName(token.organization(), token.displayName()), true));

        // Then
        Envelope<TokenRotated> rotated = await(
                Topic.TOKEN_ROTATED, TokenRotated.class, said -> said.previous().equals(token));
        assertThat(rotated.causationId()).contains(command.id());
        assertThat(rotated.payload().trigger()).isEqualTo(Trigger.COMMAND);
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.REVOKED);
        assertThat(azure.secretHoldsToken(
                        token.secretName(), rotated.payload().successor().authorizationId()))
                .isTrue();
    }

    @Test
    void aNameOfTwoTokensIsNotGuessedAbout() {
        // Given
        Token first = seed("twice", "vso.code");
        Token second = seed("twice", "vso.build");

        // When
        Envelope<?> command = topics.write(revoke(TokenSelector.byDisplayName(first.organization(), "twice"), false));

        // Then
        CommandRefused refused = awaitRefusal(command);
        assertThat(refused.code()).isEqualTo("ambiguous-name");
        assertThat(refused.reason())
                .contains(
                        first.authorizationId().toString(),
                        second.authorizationId().toString());
        assertThat(stateOf(first.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void saysThatATokenIsUnknown() {
        // When
        Envelope<?> command = topics.write(
                revoke(TokenSelector.byAuthorizationId(AzureResource.organization(), UUID.randomUUID()), false));

        // Then
        assertThat(awaitRefusal(command).code()).isEqualTo("unknown-token");
    }

    @Test
    void whatIsNamedByItsIdDiesThoughItCanNotBeLookedUp() {
        // Given
        Token token = seed("by-id-blindly", "vso.code");
        azure.addFault(Fault.status(Api.PATS_GET, 503)
                .withTarget(token.authorizationId().toString()));

        // When
        topics.write(revoke(byId(token), false));

        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> stateOf(token.authorizationId()) == PatStatus.REVOKED);
    }

    @Test
    void whatCanBeLookedUpLateIsStillAskedOfItsLineageAndSaid() {
        // Given
        Token token = seed("by-id-later", "vso.code");
        azure.addFault(Fault.status(Api.PATS_GET, 503)
                .withTarget(token.authorizationId().toString())
                .withTimes(4));

        // When
        Envelope<?> command = topics.write(revoke(byId(token), false));

        // Then
        assertThat(awaitRevocation(token).causationId()).contains(command.id());
        Envelope<RotationRequested> request = awaitRequest(command);
        assertThat(request.causationId()).contains(command.id());
        assertThat(request.payload().token()).isEqualTo(token);
    }

    @Test
    void saysThatADeathWasNotSeenWhereATokenCanNotBeLookedUp() {
        // Given
        Token token = seed("by-id-unseen", "vso.code");
        azure.addFault(Fault.status(Api.PATS_GET, 403)
                .withTarget(token.authorizationId().toString()));

        // When
        Envelope<?> command = topics.write(revoke(byId(token), false));

        // Then
        CommandRefused refused = awaitRefusal(command);
        assertThat(refused.code()).isEqualTo("azure-devops-unavailable");
        assertThat(refused.reason()).contains("took the revocation");
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.REVOKED);
    }

    @Test
    void aFirstTryThatFailsIsFollowedByOthers() {
        // Given
        Token token = seed("by-id-again", "vso.code");
        azure.addFault(Fault.status(Api.PATS_REVOKE, 503)
                .withTarget(token.authorizationId().toString())
                .withTimes(8));

        // When
        topics.write(revoke(byId(token), false));

        // Then
        awaitRevocation(token);
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.REVOKED);
    }

    @Test
    void aCommandThatComesAgainAfterItsTokenDiedStillLeadsToTheSuccessor() {
        // Given
        Token token = seedRevoked("by-id-resumed", "vso.code");
        azure.keepInSecret(token.authorizationId(), token.secretName());

        // When
        Envelope<?> command = topics.write(revoke(byId(token), true));

        // Then
        assertThat(awaitRevocation(token).causationId()).contains(command.id());
        Token successor = successorOf(token);
        assertThat(azure.secretHoldsToken(token.secretName(), successor.authorizationId()))
                .isTrue();
    }

    @Test
    void aCommandThatIsTriedForLongKeepsNoOtherWaiting() {
        // Given
        Token stubborn = seed("stubborn", "vso.code");
        Token other = seed("not-stubborn", "vso.code");
        for (Api api : List.of(Api.PATS_GET, Api.PATS_REVOKE)) {
            azure.addFault(
                    Fault.status(api, 503).withTarget(stubborn.authorizationId().toString()));
        }
        topics.write(revoke(byId(stubborn), false));

        // When
        topics.write(revoke(byId(other), false));

        // Then
        awaitRevocation(other);
        assertThat(stateOf(stubborn.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void rotatesATokenThatIsNotDue() {
        // Given
        Token token = seed("rotate-me", "vso.code");

        // When
        Envelope<?> command = topics.write(new RotateToken(byId(token), "A colleague left.", OFFICER));

        // Then
        Envelope<TokenRotated> rotated = await(
                Topic.TOKEN_ROTATED, TokenRotated.class, said -> said.previous().equals(token));
        assertThat(rotated.causationId()).contains(command.id());
        assertThat(rotated.payload().trigger()).isEqualTo(Trigger.COMMAND);
    }

    @Test
    void aRotationThatIsAskedForTwiceIsDoneOnce() {
        // Given
        Token token = seed("rotate-me-twice", "vso.code");
        Envelope<RotateToken> command = topics.write(new RotateToken(
                TokenSelector.bySecretName(token.organization(), token.secretName()), "A colleague left.", OFFICER));
        awaitRevocation(token);

        // When
        topics.write(command);

        // Then
        assertThat(awaitRefusal(command).code()).isEqualTo("done-already");
        assertThat(ofLineage(token)).hasSize(2);
    }

    @Test
    void createsATokenAndStoresIt() {
        // When
        Envelope<CreateToken> command = topics.write(create("created", List.of("vso.code"), Duration.ofDays(30)));

        // Then
        TokenCreated created = await(Topic.TOKEN_CREATED, TokenCreated.class, said -> said.token()
                        .displayName()
                        .equals("created"))
                .payload();
        awaitCompletion(command);
        assertThat(created.token().scopes()).containsExactly("vso.code");
        assertThat(azure.secretHoldsToken(
                        created.token().secretName(), created.token().authorizationId()))
                .isTrue();
    }

    @Test
    void aCreationThatIsAskedForTwiceIsDoneOnce() {
        // Given
        Envelope<CreateToken> command = topics.write(create("created-once", List.of("vso.code"), Duration.ofDays(30)));
        awaitCompletion(command);

        // When
        topics.write(command);

        // Then
        awaitAnswers(command, 2);
        assertThat(named("created-once")).hasSize(1);
    }

    @Test
    void whatCouldNotBeStoredIsRevoked() {
        // Given
        String secretName =
                Lineage.of(AzureResource.organization(), "created-in-vain").secretName();
        azure.addFault(Fault.status(Api.SECRET_SET, 403).withTarget(secretName));

        // When
        Envelope<CreateToken> command =
                topics.write(create("created-in-vain", List.of("vso.code"), Duration.ofDays(30)));

        // Then
        assertThat(awaitRefusal(command).code()).isEqualTo("vault-unavailable");
        assertThat(named("created-in-vain")).extracting(TokenFact::state).containsOnly(PatStatus.REVOKED);
    }

    @Test
    void aTokenThatLivesTooLongIsNotCreated() {
        // When
        Envelope<CreateToken> command = topics.write(create("too-long", List.of("vso.code"), Duration.ofDays(91)));

        // Then
        CommandRefused refused = awaitRefusal(command);
        assertThat(refused.code()).isEqualTo("maximum-lifetime");
        assertThat(refused.remedy()).contains("patrol.commands.longest-validity");
        assertThat(named("too-long")).isEmpty();
    }

    @Test
    void aTokenWithFullAccessIsNotCreated() {
        // When
        Envelope<CreateToken> command =
                topics.write(create("too-mighty", List.of("vso.code", "app_token"), Duration.ofDays(30)));

        // Then
        CommandRefused refused = awaitRefusal(command);
        assertThat(refused.code()).isEqualTo("no-full-scope");
        assertThat(refused.severity()).isEqualTo(Severity.HIGH);
        assertThat(named("too-mighty")).isEmpty();
    }

    @Test
    void anOldCommandIsRefusedAsAReplay() {
        // Given
        Token token = seed("replayed", "vso.code");
        Instant lastYear = Instant.now().minus(Duration.ofDays(365));

        // When
        Envelope<?> command = topics.write(Envelope.first(revoke(byId(token), false), SOURCE, lastYear));

        // Then
        CommandRefused refused = awaitRefusal(command);
        assertThat(refused.code()).isEqualTo("too-old");
        assertThat(refused.severity()).isEqualTo(Severity.HIGH);
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void whatIsNoCommandIsRefusedAndKept() {
        // Given
        String id = UUID.randomUUID().toString();
        Map<String, String> headers = Map.of(
                "ce_specversion", "1.0",
                "ce_id", id,
                "ce_source", "/test",
                "ce_type", "dev.patrol.command.revoke-token.v1",
                "ce_time", Instant.now().toString(),
                "content-type", "application/json");

        // When
        topics.writeRaw(Topic.Names.REVOKE_COMMANDS, "any", headers, "{\"token\":".getBytes(UTF_8));

        // Then
        assertThat(await(Topic.COMMAND_RESULTS, CommandRefused.class, said -> said.commandId()
                                .equals(id))
                        .payload()
                        .code())
                .isEqualTo("malformed");
        try (TopicReader letters = TopicReader.of(Topic.DEAD_LETTERS)) {
            letters.awaitRecord(
                    letter -> new String(letter.headers().lastHeader("ce_id").value(), UTF_8).equals(id));
        }
    }

    @Test
    void aBreakGlassThatNobodyConfirmedDoesNothing() {
        // Given
        Token token = seed("glass-unconfirmed", "vso.code");

        // When
        Envelope<RevokeAll> command = topics.write(revokeAll("glass-unconfirmed*", false, "made up"));

        // Then
        assertThat(awaitRefusal(command).code()).isEqualTo("not-confirmed");
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void aDryRunRevokesNothingAndItsConfirmationIsForTheSameChoiceOnly() {
        // Given
        Token token = seed("glass-dry", "vso.code");
        Envelope<RevokeAll> dryRun = topics.write(revokeAll("glass-dry*", true, null));
        BreakGlassEnded would = awaitEnd(dryRun);

        // When
        Envelope<RevokeAll> other = topics.write(revokeAll("glass-*", false, would.confirmation()));

        // Then
        assertThat(would.tokens()).extracting(Token::authorizationId).containsExactly(token.authorizationId());
        assertThat(awaitRefusal(other).code()).isEqualTo("not-confirmed");
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void aConfirmedBreakGlassKillsWhatItChoseAndRestoreBringsItBack() {
        // Given
        Token mighty = seed("glass-all-a", "vso.code_full vso.build_execute");
        Token small = seed("glass-all-b", "vso.code");
        azure.keepInSecret(
                small.authorizationId(),
                small.secretName(),
                Map.of("managed-by", "pat-rotation-service", "organization", small.organization()));
        Token spared = seed("glassless", "vso.code");
        BreakGlassEnded would = awaitEnd(topics.write(revokeAll("glass-all-*", true, null)));
        Token late = seed("glass-all-late", "vso.code");

        // When
        BreakGlassEnded end = awaitEnd(topics.write(revokeAll("glass-all-*", false, would.confirmation())));

        // Then
        assertThat(would.tokens())
                .extracting(Token::authorizationId)
                .containsExactly(mighty.authorizationId(), small.authorizationId());
        assertThat(end.account().found()).isEqualTo(3);
        assertThat(end.account().revoked()).isEqualTo(3);
        assertThat(end.unreachable()).as("nobody, also no service identity").isEmpty();
        assertThat(end.isWhole()).isTrue();
        for (Token dead : List.of(mighty, small, late)) {
            assertThat(stateOf(dead.authorizationId())).isEqualTo(PatStatus.REVOKED);
            awaitRevocation(dead);
        }
        assertThat(stateOf(spared.authorizationId())).isEqualTo(PatStatus.ALIVE);

        topics.write(new Restore(filter("glass-all-*"), false, "It is over.", OFFICER));
        Token successor = successorOf(small);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> azure.secretHoldsToken(small.secretName(), successor.authorizationId()));
        assertThat(successor.scopes()).isEqualTo(small.scopes());
    }

    @Test
    void aConfirmationHoldsOnce() {
        // Given
        seed("glass-once", "vso.code");
        BreakGlassEnded would = awaitEnd(topics.write(revokeAll("glass-once*", true, null)));
        awaitEnd(topics.write(revokeAll("glass-once*", false, would.confirmation())));
        Token later = seed("glass-once-more", "vso.code");

        // When
        Envelope<RevokeAll> again = topics.write(revokeAll("glass-once*", false, would.confirmation()));

        // Then
        assertThat(awaitRefusal(again).code()).isEqualTo("not-confirmed");
        assertThat(stateOf(later.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void throttledRequestsDelayABreakGlassAndLoseNothing() {
        // Given
        List<Token> tokens = Stream.of("a", "b", "c")
                .map(name -> seed("glass-slow-" + name, "vso.code"))
                .toList();
        BreakGlassEnded would = awaitEnd(topics.write(revokeAll("glass-slow*", true, null)));
        azure.addFault(Fault.status(Api.TOKENADMIN_REVOKE, 429)
                .withHeader("Retry-After", "1")
                .withTimes(2));
        azure.addFault(Fault.status(Api.TOKENADMIN_LIST, 429)
                .withHeader("Retry-After", "1")
                .withTimes(3));

        // When
        BreakGlassEnded end = awaitEnd(topics.write(revokeAll("glass-slow*", false, would.confirmation())));

        // Then
        assertThat(end.account().revoked()).isEqualTo(3);
        assertThat(end.account().failed()).isZero();
        tokens.forEach(token -> assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.REVOKED));
    }

    @Test
    void aPowerfulTokenThatMayBePatrolsOwnIsNotRevokedUnasked() {
        // Given
        Token full = seed("glass-own", "app_token");

        // When
        Envelope<RevokeAll> dryRun = topics.write(revokeAll("glass-own*", true, null));

        // Then
        assertThat(awaitRefusal(dryRun).code()).isEqualTo("own-credential-unknown");
        assertThat(stateOf(full.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

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

    /** One that a break-glass has revoked, in a secret that Patrol has stored. */
    private Token dead(String name) {
        Token token = seed(name, "vso.code");
        store(token);
        BreakGlassEnded would = awaitEnd(topics.write(revokeAll(name, true, null)));
        awaitEnd(topics.write(revokeAll(name, false, would.confirmation())));
        return token;
    }

    private void store(Token token) {
        azure.keepInSecret(
                token.authorizationId(),
                token.secretName(),
                Map.of("managed-by", "pat-rotation-service", "organization", token.organization()));
    }

    private static RevokeToken revoke(TokenSelector selector, boolean rotateAfterwards) {
        return new RevokeToken(selector, "It leaked.", OFFICER, rotateAfterwards);
    }

    private static TokenSelector byId(Token token) {
        return TokenSelector.byAuthorizationId(token.organization(), token.authorizationId());
    }

    private static CreateToken create(String name, List<String> scopes, Duration validity) {
        return new CreateToken(AzureResource.organization(), name, scopes, validity, null, "A new service.", OFFICER);
    }

    private static RevokeAll revokeAll(String names, boolean dryRun, String confirmation) {
        return new RevokeAll(filter(names), "The vault was opened.", OFFICER, false, dryRun, false, confirmation);
    }

    private static TokenFilter filter(String names) {
        return new TokenFilter(AzureResource.organization(), names, null, null, null);
    }

    private List<TokenFact> ofLineage(Token token) {
        return azure.tokens().stream()
                .filter(fact ->
                        Lineage.of(token.organization(), fact.displayName()).equals(token.lineage()))
                .toList();
    }

    /** One that died before anybody was told. */
    private Token seedRevoked(String name, String scope) {
        Instant validTo = Instant.now().plus(Duration.ofDays(3));
        TokenSeed dead = new TokenSeed(null, name, scope, null, validTo, false, null, 1, true, false, null);
        return describe(azure.token(azure.seedTokens(dead).get(0)).orElseThrow());
    }

    private static Envelope<RotationRequested> awaitRequest(Envelope<?> command) {
        return await(Topic.ROTATION_REQUESTS, RotationRequested.class, said -> said.commandId()
                .equals(command.id()));
    }

    private static Envelope<TokenRevoked> awaitRevocation(Token token) {
        return await(Topic.TOKEN_REVOKED, TokenRevoked.class, revoked -> revoked.token()
                .authorizationId()
                .equals(token.authorizationId()));
    }

    private static CommandRefused awaitRefusal(Envelope<?> command) {
        Envelope<CommandRefused> refusal = await(Topic.COMMAND_RESULTS, CommandRefused.class, said -> said.commandId()
                .equals(command.id()));
        assertThat(refusal.causationId()).contains(command.id());
        return refusal.payload();
    }

    private static void awaitCompletion(Envelope<? extends Command> command) {
        awaitAnswers(command, 1);
    }

    private static void awaitAnswers(Envelope<? extends Payload> command, int number) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            try (TopicReader results = TopicReader.of(Topic.COMMAND_RESULTS)) {
                return results.allEvents(CommandCompleted.class).stream()
                                .filter(said -> said.commandId().equals(command.id()))
                                .count()
                        == number;
            }
        });
    }

    private static String awaitOutcome(Envelope<? extends Command> command) {
        return await(Topic.COMMAND_RESULTS, CommandCompleted.class, said -> said.commandId()
                        .equals(command.id()))
                .payload()
                .outcome();
    }

    private static BreakGlassEnded awaitEnd(Envelope<RevokeAll> command) {
        return await(Topic.COMMAND_RESULTS, BreakGlassEnded.class, said -> said.commandId()
                        .equals(command.id()))
                .payload();
    }
}
