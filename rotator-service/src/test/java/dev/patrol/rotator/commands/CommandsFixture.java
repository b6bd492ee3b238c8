package dev.patrol.rotator.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.Command;
import dev.patrol.model.CommandCompleted;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.CreateToken;
import dev.patrol.model.Payload;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.TokenFilter;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenSelector;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.rotation.RotationFixture;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.test.AzureResource;
import dev.patrol.test.TopicReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** What tests of commands have in common. */
abstract class CommandsFixture extends RotationFixture {
    protected static final String OFFICER = "the duty officer";
    protected static final URI SOURCE = URI.create("/test");

    /** One that a break-glass has revoked, in a secret that Patrol has stored. */
    protected Token dead(String name) {
        Token token = seed(name, "vso.code");
        store(token);
        BreakGlassEnded would = awaitEnd(topics.write(revokeAll(name, true, null)));
        awaitEnd(topics.write(revokeAll(name, false, would.confirmation())));
        return token;
    }

    protected void store(Token token) {
        azure.keepInSecret(
                token.authorizationId(),
                token.secretName(),
                Map.of("managed-by", "pat-rotation-service", "organization", token.organization()));
    }

    protected static RevokeToken revoke(TokenSelector selector, boolean rotateAfterwards) {
        return new RevokeToken(selector, "It leaked.", OFFICER, rotateAfterwards);
    }

    protected static TokenSelector byId(Token token) {
        return TokenSelector.byAuthorizationId(token.organization(), token.authorizationId());
    }

    protected static CreateToken create(String name, List<String> scopes, Duration validity) {
        return new CreateToken(AzureResource.organization(), name, scopes, validity, null, "A new service.", OFFICER);
    }

    protected static RevokeAll revokeAll(String names, boolean dryRun, String confirmation) {
        return new RevokeAll(filter(names), "The vault was opened.", OFFICER, false, dryRun, false, confirmation);
    }

    protected static RevokeAll revokeAllAndRotate(String names, String confirmation) {
        return new RevokeAll(filter(names), "The vault was opened.", OFFICER, true, false, false, confirmation);
    }

    protected static TokenFilter filter(String names) {
        return new TokenFilter(AzureResource.organization(), names, null, null, null);
    }

    protected List<TokenFact> ofLineage(Token token) {
        return azure.tokens().stream()
                .filter(fact ->
                        Lineage.of(token.organization(), fact.displayName()).equals(token.lineage()))
                .toList();
    }

    /** One that died before anybody was told. */
    protected Token seedRevoked(String name, String scope) {
        Instant validTo = Instant.now().plus(Duration.ofDays(3));
        TokenSeed dead = new TokenSeed(null, name, scope, null, validTo, false, null, 1, true, false, null);
        return describe(azure.token(azure.seedTokens(dead).get(0)).orElseThrow());
    }

    protected static Envelope<RotationRequested> awaitRequest(Envelope<?> command) {
        return await(Topic.ROTATION_REQUESTS, RotationRequested.class, said -> said.commandId()
                .equals(command.id()));
    }

    /** Until now: what a command asks for it asks before it is said to be done. */
    protected static List<Token> requestedBy(Envelope<? extends Command> command) {
        try (TopicReader requests = TopicReader.of(Topic.ROTATION_REQUESTS)) {
            return requests.allEvents(RotationRequested.class).stream()
                    .filter(request -> request.commandId().equals(command.id()))
                    .map(RotationRequested::token)
                    .toList();
        }
    }

    protected static Envelope<TokenRevoked> awaitRevocation(Token token) {
        return await(Topic.TOKEN_REVOKED, TokenRevoked.class, revoked -> revoked.token()
                .authorizationId()
                .equals(token.authorizationId()));
    }

    protected static CommandRefused awaitRefusal(Envelope<?> command) {
        Envelope<CommandRefused> refusal = await(Topic.COMMAND_RESULTS, CommandRefused.class, said -> said.commandId()
                .equals(command.id()));
        assertThat(refusal.causationId()).contains(command.id());
        return refusal.payload();
    }

    protected static void awaitCompletion(Envelope<? extends Command> command) {
        awaitAnswers(command, 1);
    }

    protected static void awaitAnswers(Envelope<? extends Payload> command, int number) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            try (TopicReader results = TopicReader.of(Topic.COMMAND_RESULTS)) {
                return results.allEvents(CommandCompleted.class).stream()
                                .filter(said -> said.commandId().equals(command.id()))
                                .count()
                        == number;
            }
        });
    }

    protected static String awaitOutcome(Envelope<? extends Command> command) {
        return await(Topic.COMMAND_RESULTS, CommandCompleted.class, said -> said.commandId()
                        .equals(command.id()))
                .payload()
                .outcome();
    }

    protected static BreakGlassEnded awaitEnd(Envelope<RevokeAll> command) {
        return await(Topic.COMMAND_RESULTS, BreakGlassEnded.class, said -> said.commandId()
                        .equals(command.id()))
                .payload();
    }
}
