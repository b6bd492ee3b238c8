package dev.patrol.rotator.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.CommandRefused;
import dev.patrol.model.CreateToken;
import dev.patrol.model.RotateToken;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenCreated;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenSelector;
import dev.patrol.model.Topic;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What comes of commands to rotate and to create, and of what is no command. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class CommandsTest extends CommandsFixture {
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
    void aScopeThatAzureDevOpsDoesNotKnowIsNamed() {
        // When
        Envelope<CreateToken> command =
                topics.write(create("nonsensical", List.of("vso.code", "vso.nonsense"), Duration.ofDays(30)));

        // Then
        CommandRefused refused = awaitRefusal(command);
        assertThat(refused.code()).isEqualTo("unknown-scope");
        assertThat(refused.reason()).contains("vso.nonsense").doesNotContain("vso.code");
        assertThat(named("nonsensical")).isEmpty();
    }

    @Test
    void whatAzureDevOpsRefusesIsNotCalledAnOutage() {
        // Given
        azure.addFault(Fault.patTokenError(Api.PATS_CREATE, "patLifespanPolicyViolation"));

        // When
        Envelope<CreateToken> command = topics.write(create("refused", List.of("vso.code"), Duration.ofDays(30)));

        // Then
        assertThat(awaitRefusal(command).code()).isEqualTo("azure-devops-refuses");
    }

    @Test
    void aTokenWithoutANameIsNotCreated() {
        // When
        Envelope<CreateToken> command = topics.write(create(" ", List.of("vso.code"), Duration.ofDays(30)));

        // Then
        assertThat(awaitRefusal(command).code()).isEqualTo("no-name");
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
}
