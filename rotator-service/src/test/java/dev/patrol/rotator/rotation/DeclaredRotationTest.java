package dev.patrol.rotator.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.patrol.model.CommandCompleted;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.Declaration;
import dev.patrol.model.DeclareToken;
import dev.patrol.model.RotateToken;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.TokenDeclared;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenSelector;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is declared of a lineage decides how its successors are. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class DeclaredRotationTest extends RotationFixture {
    private static final String TEAM = "the team";

    @Test
    void aSuccessorIsAsDeclaredWhateverItsPredecessorWas() {
        // Given
        Token due = seed("declared-deploy", "vso.code vso.work");
        declare("declared-deploy", declaration(Duration.ofHours(1), List.of()));

        // When
        topics.write(expiring(due, true));

        // Then
        TokenRotated rotated = rotationOf(due);
        assertThat(rotated.successor().scopes()).containsExactly("vso.build");
        assertThat(Duration.between(
                        rotated.successor().validFrom(), rotated.successor().validTo()))
                .isCloseTo(Duration.ofDays(20), Duration.ofHours(1));
        assertThat(rotated.previousDiesAt())
                .isCloseTo(Instant.now().plus(Duration.ofHours(1)), within(5, ChronoUnit.MINUTES));
    }

    @Test
    void aDeclaredDependentEndsTheOverlapByAcknowledging() {
        // Given
        Token due = seed("declared-awaited", "vso.code");
        declare("declared-awaited", declaration(Duration.ofHours(1), List.of("importer")));
        topics.write(expiring(due, true));
        Token successor = rotationOf(due).successor();

        // When
        topics.write(new RotationAcknowledged(
                successor.organization(), successor.secretName(), successor.authorizationId(), "importer"));

        // Then
        TokenRevoked revoked = await(Topic.TOKEN_REVOKED, TokenRevoked.class, said -> said.token()
                        .equals(due))
                .payload();
        assertThat(revoked.unacknowledged()).isEmpty();
    }

    @Test
    void aTokenThatMayDoAnythingIsReplacedByOneThatMayDoWhatIsDeclared() {
        // Given
        Token powerful = seed("declared-admin", Token.FULL_SCOPE);
        declare("declared-admin", declaration(Duration.ZERO, List.of()));

        // When
        topics.write(new RotateToken(
                TokenSelector.byAuthorizationId(powerful.organization(), powerful.authorizationId()),
                "As declared.",
                TEAM));

        // Then
        assertThat(rotationOf(powerful).successor().scopes()).containsExactly("vso.build");
    }

    @Test
    void whatIsTakenBackHoldsNoMore() {
        // Given
        Token due = seed("declared-once", "vso.code");
        declare("declared-once", declaration(Duration.ZERO, List.of()));
        declare("declared-once", null);

        // When
        topics.write(expiring(due, true));

        // Then
        assertThat(rotationOf(due).successor().scopes()).containsExactly("vso.code");
    }

    @Test
    void whatIsDeclaredIsSaidForAllWhoGoByIt() {
        // When
        declare("declared-aloud", declaration(null, List.of("importer")));

        // Then
        Lineage lineage = Lineage.of(AzureResource.organization(), "declared-aloud");
        TokenDeclared said = await(Topic.DECLARED_TOKENS, TokenDeclared.class, declared -> declared.lineage()
                        .equals(lineage))
                .payload();
        assertThat(said)
                .isEqualTo(
                        new TokenDeclared(lineage, lineage.secretName(), declaration(null, List.of("importer")), TEAM));
    }

    @ParameterizedTest
    @CsvSource({
        "P91D, P15D, PT0S,  maximum-lifetime",
        "P45D, P31D, PT0S,  too-early-rotation",
        "P45D, P0D,  PT0S,  no-duration",
        "P20D, P15D, P5D,   endless-rotation"
    })
    void whatCannotBeKeptIsRefused(Duration validity, Duration rotateBefore, Duration overlap, String code) {
        // When
        Envelope<DeclareToken> command = topics.write(command(
                "declared-in-vain-" + code,
                new Declaration(List.of("vso.code"), validity, rotateBefore, overlap, null, null, null, null)));

        // Then
        CommandRefused refused = await(Topic.COMMAND_RESULTS, CommandRefused.class, said -> said.commandId()
                        .equals(command.id()))
                .payload();
        assertThat(refused.code()).isEqualTo(code);
    }

    private void declare(String name, Declaration declaration) {
        Envelope<DeclareToken> command = topics.write(command(name, declaration));
        await(Topic.COMMAND_RESULTS, CommandCompleted.class, said -> said.commandId()
                .equals(command.id()));
    }

    private static DeclareToken command(String name, Declaration declaration) {
        return new DeclareToken(AzureResource.organization(), name, declaration, "A new service.", TEAM);
    }

    private static Declaration declaration(Duration overlap, List<String> dependents) {
        return new Declaration(
                List.of("vso.build"), Duration.ofDays(20), Duration.ofDays(5), overlap, dependents, null, null, null);
    }

    private static TokenRotated rotationOf(Token token) {
        return await(Topic.TOKEN_ROTATED, TokenRotated.class, said -> said.previous()
                        .authorizationId()
                        .equals(token.authorizationId()))
                .payload();
    }
}
