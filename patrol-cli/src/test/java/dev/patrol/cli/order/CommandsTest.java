package dev.patrol.cli.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.FakeRotator;
import dev.patrol.cli.Ran;
import dev.patrol.cli.SharedBroker;
import dev.patrol.cli.Tokens;
import dev.patrol.model.Command;
import dev.patrol.model.CommandCompleted;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.CreateToken;
import dev.patrol.model.Event;
import dev.patrol.model.Restore;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.RotateToken;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenFilter;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenSelector;
import dev.patrol.model.Topic;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.model.wire.Envelope;
import dev.patrol.test.TopicReader;
import dev.patrol.test.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private static final UUID ID = UUID.fromString("1b4e28ba-2fa1-41d2-883f-0016d3cca427");

    private final String organization = SharedBroker.organization();
    private final Token token = Tokens.token(organization, "deploy-" + organization, Duration.ofDays(4));

    @BeforeEach
    void write() {
        try (TopicWriter writer = new TopicWriter(SharedBroker.bootstrapServers())) {
            writer.write(Tokens.seen(token, TokenState.ACTIVE));
        }
    }

    @Test
    void revokesByTheSecretOfATokenThatIsNamedSinceItMayHaveASuccessorByNow() {
        // When
        Ran ran = patrol("revoke", token.displayName(), "--reason", "leaked", "--requested-by", "ana");

        // Then
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("Asked to revoke " + token.secretName()).contains("./patrol watch");
        assertThat(sent(
                        RevokeToken.class,
                        command -> command.token().organization().equals(organization)))
                .isEqualTo(new RevokeToken(
                        TokenSelector.bySecretName(organization, token.secretName()), "leaked", "ana", false));
    }

    @Test
    void revokesTheOneGenerationThatAnIdNames() {
        // When
        patrol(
                "revoke",
                token.authorizationId().toString().substring(0, 12),
                "--rotate",
                "--reason",
                "leaked",
                "--requested-by",
                "ana");

        // Then
        assertThat(sent(
                        RevokeToken.class,
                        command -> command.token().organization().equals(organization)))
                .isEqualTo(new RevokeToken(
                        TokenSelector.byAuthorizationId(organization, token.authorizationId()), "leaked", "ana", true));
    }

    @Test
    void asksForATokenThatNoScanHasSeen() {
        // When
        Ran ran = patrol(
                "rotate",
                "--id",
                ID.toString(),
                "--organization",
                organization,
                "--reason",
                "x",
                "--requested-by",
                "b");

        // Then
        assertThat(ran.exitCode()).isZero();
        assertThat(sent(
                        RotateToken.class,
                        command -> command.token().organization().equals(organization)))
                .isEqualTo(new RotateToken(TokenSelector.byAuthorizationId(organization, ID), "x", "b"));
    }

    @Test
    void takesTheOrganizationThatIsLookedAfterWhereItIsOne() {
        // When
        Ran one = Ran.inProcess(
                SharedBroker.environment("AZURE_DEVOPS_ORG", organization),
                "rotate",
                "--display-name",
                "two\nlines",
                "--reason",
                "x");
        Ran several = Ran.inProcess(
                SharedBroker.environment("AZURE_DEVOPS_ORG", organization + ",other"),
                "rotate",
                "--display-name",
                "two\nlines",
                "--reason",
                "x");

        // Then
        assertThat(one.exitCode()).isZero();
        RotateToken sent = sent(
                RotateToken.class, command -> command.token().organization().equals(organization));
        assertThat(sent.token().displayName()).isEqualTo("two\nlines");
        assertThat(sent.requestedBy()).matches(System.getProperty("user.name") + "@\\S+");
        assertThat(several.exitCode()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(several.err()).contains("--organization");
    }

    @Test
    void createsATokenWithNamedScopes() {
        // When
        Ran ran = patrol(
                "create",
                "nightly",
                "--scope",
                "vso.code,vso.build",
                "--valid-for",
                "10d",
                "--organization",
                organization,
                "--reason",
                "x",
                "--requested-by",
                "b");

        // Then
        assertThat(ran.exitCode()).isZero();
        assertThat(sent(CreateToken.class, command -> command.organization().equals(organization)))
                .isEqualTo(new CreateToken(
                        organization,
                        "nightly",
                        List.of("vso.code", "vso.build"),
                        Duration.ofDays(10),
                        null,
                        "x",
                        "b"));
    }

    @Test
    void doesNotEvenAskForFullAccess() {
        // When
        Ran ran = patrol("create", "x", "--scope", "app_token", "--organization", organization, "--reason", "x");

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(ran.err()).contains("full access");
    }

    @Test
    void tellsWhatComesOfItUntilItsEnd() {
        // Given
        try (FakeRotator rotator = rotator(command -> List.of(this::revoked, this::completed))) {
            // When
            Ran ran = patrol("revoke", token.displayName(), "--reason", "leaked", "--wait", "--deadline", "30s");

            // Then
            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out())
                    .contains("revoked      " + token.displayName() + " is dead. leaked")
                    .contains("done         One token was revoked.");
            assertThat(rotator.commands()).hasSize(1);
        }
    }

    @Test
    void tellsProgramsTheCommandAndWhatComesOfIt() {
        // Given
        try (FakeRotator rotator = rotator(command -> List.of(this::revoked, this::completed))) {
            // When
            Ran ran = patrol("revoke", token.displayName(), "--reason", "leaked", "--wait", "--json");

            // Then
            assertThat(ran.jsonLines())
                    .extracting(line -> line.path("type").asText())
                    .containsExactly(
                            "dev.patrol.command.revoke-token.v1",
                            "dev.patrol.token.revoked.v1",
                            "dev.patrol.command.completed.v1");
            assertThat(ran.jsonLines())
                    .extracting(line -> line.path("causationid").asText(""))
                    .containsExactly(
                            "",
                            ran.jsonLines().get(0).path("id").asText(),
                            ran.jsonLines().get(0).path("id").asText());
            assertThat(rotator.commands()).hasSize(1);
        }
    }

    @Test
    void aRefusalIsToldWithItsRemedyAndHasAnExitCodeOfItsOwn() {
        // Given
        try (FakeRotator rotator = rotator(command -> List.of(this::refused))) {
            // When
            Ran ran = patrol("revoke", token.displayName(), "--reason", "leaked", "--wait");

            // Then
            assertThat(ran.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(ran.out()).contains("REFUSED", "unknown-token", "There is no such token.", "Look again.");
        }
    }

    @Test
    void withoutAnEndTheDeadlineIsOne() {
        // When
        Ran ran = patrol("revoke", token.displayName(), "--reason", "leaked", "--deadline", "500ms");

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.NO_ANSWER);
        assertThat(ran.err()).contains("There was no end within", "It may still happen");
    }

    @Test
    void aWaveOfARestoreIsAskedForOnceTheOneBeforeHasEndedWell() {
        // Given
        try (FakeRotator rotator =
                rotator(command -> isOf(command, "second-*") ? List.of(this::refused) : List.of(this::completed))) {
            // When
            Ran ran = patrol(
                    "restore",
                    "first-*",
                    "second-*",
                    "third-*",
                    "--organization",
                    organization,
                    "--scope",
                    "vso.code",
                    "--created-before",
                    "2026-11-23T08:00:00Z",
                    "--reason",
                    "the intruder is out",
                    "--requested-by",
                    "b");

            // Then
            assertThat(ran.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(ran.err()).contains("The waves after second-* were not asked for.");
            assertThat(rotator.commands()).containsExactly(wave("first-*"), wave("second-*"));
        }
    }

    @Test
    void aRestoreThatChoosesNothingSaysSoAndKeepsNoWaveFromComing() {
        // Given
        try (FakeRotator rotator =
                rotator(command -> isOf(command, "third-*") ? List.of(this::completed) : List.of(this::nothing))) {
            // When
            Ran alone = restore("first-*");
            Ran waves = restore("second-*", "third-*");

            // Then
            assertThat(alone.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
            assertThat(alone.out()).contains("Nothing of it is dead.");
            assertThat(waves.exitCode()).isZero();
            assertThat(rotator.commands()).hasSize(3);
        }
    }

    private Ran restore(String... names) {
        return patrol(Stream.of(
                        Stream.of("restore"),
                        Stream.of(names),
                        Stream.of("--organization", organization, "--reason", "again", "--wait"))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    private Event nothing(Envelope<?> command) {
        return new CommandRefused(
                command.id(),
                command.type().typeName(),
                organization,
                "b",
                Severity.LOW,
                "nothing-to-restore",
                "Nothing of it is dead.",
                "Look at the pattern.");
    }

    private Restore wave(String name) {
        return new Restore(
                new TokenFilter(organization, name, "vso.code", null, Instant.parse("2026-11-23T08:00:00Z")),
                false,
                "the intruder is out",
                "b");
    }

    @Test
    void dependentsAreWavesInTheOrderInWhichTheyAreNamed() {
        // Given
        try (FakeRotator rotator =
                rotator(command -> isFor(command, "worker") ? List.of(this::refused) : List.of(this::completed))) {
            // When
            Ran ran = patrol(
                    "restore",
                    "*",
                    "--dependent",
                    "web",
                    "--dependent",
                    "worker",
                    "--dependent",
                    "pager",
                    "--organization",
                    organization,
                    "--reason",
                    "in order",
                    "--requested-by",
                    "b");

            // Then
            assertThat(ran.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(ran.err()).contains("The waves after * for worker were not asked for.");
            assertThat(rotator.commands()).containsExactly(waveFor("web"), waveFor("worker"));
        }
    }

    private Restore waveFor(String dependent) {
        return new Restore(new TokenFilter(organization, "*", null, null, null), dependent, false, "in order", "b");
    }

    private static boolean isFor(Command command, String dependent) {
        return command instanceof Restore restore && dependent.equals(restore.dependent());
    }

    private static boolean isOf(Command command, String name) {
        return command instanceof Restore restore
                && name.equals(restore.filter().displayName());
    }

    private FakeRotator rotator(Function<Command, List<Function<Envelope<?>, Event>>> answers) {
        return FakeRotator.answering(
                command -> command instanceof RevokeToken revoke
                                && revoke.token().organization().equals(organization)
                        || command instanceof Restore restore
                                && restore.filter().organization().equals(organization),
                answers);
    }

    private Event revoked(Envelope<?> command) {
        return TokenRevoked.of(token, "leaked", Trigger.COMMAND, ((Command) command.payload()).requestedBy());
    }

    private Event completed(Envelope<?> command) {
        return new CommandCompleted(
                command.id(), command.type().typeName(), organization, "b", "One token was revoked.");
    }

    private Event refused(Envelope<?> command) {
        return new CommandRefused(
                command.id(),
                command.type().typeName(),
                organization,
                "b",
                Severity.LOW,
                "unknown-token",
                "There is no such token.",
                "Look again.");
    }

    private static <T extends Command> T sent(Class<T> type, Predicate<T> wanted) {
        Topic topic = type == RevokeToken.class ? Topic.REVOKE_COMMANDS : Topic.ROTATE_COMMANDS;
        try (TopicReader reader = new TopicReader(SharedBroker.bootstrapServers(), topic)) {
            return reader.awaitEvent(type, wanted).payload();
        }
    }

    private static Ran patrol(String... arguments) {
        return Ran.inProcess(SharedBroker.environment(), arguments);
    }
}
