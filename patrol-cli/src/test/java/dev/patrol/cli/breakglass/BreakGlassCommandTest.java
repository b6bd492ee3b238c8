package dev.patrol.cli.breakglass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.FakeRotator;
import dev.patrol.cli.Golden;
import dev.patrol.cli.Ran;
import dev.patrol.cli.SharedBroker;
import dev.patrol.cli.Tokens;
import dev.patrol.model.BreakGlassAccount;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.BreakGlassProgressed;
import dev.patrol.model.BreakGlassProgressed.Phase;
import dev.patrol.model.Command;
import dev.patrol.model.CommandCompleted;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.Event;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenFilter;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BreakGlassCommandTest {
    private static final BreakGlassAccount WOULD_DIE = new BreakGlassAccount(3, 0, 0, 0, 2, 0);
    private static final BreakGlassAccount ALL_DEAD = new BreakGlassAccount(3, 2, 1, 0, 2, 0);
    private static final BreakGlassAccount NOT_ALL = new BreakGlassAccount(3, 2, 0, 1, 2, 1);

    private final String organization = SharedBroker.organization();
    private Instant expires = Tokens.NOW.plus(Duration.ofMinutes(5));

    @Test
    void aDryRunSaysWhatWouldDieAndRevokesNothing() {
        // Given
        try (FakeRotator rotator = rotator(ALL_DEAD)) {
            // When
            Ran ran = breakGlass("", Map.of(), "--dry-run");

            // Then
            assertThat(ran.exitCode()).isZero();
            assertThat(rotator.commands()).containsExactly(command(true, null));
            Golden.assertIs("break-glass-dry-run.txt", steady(ran.out()));
        }
    }

    @Test
    void isCarriedOutOnceTheOrganizationIsTyped() {
        // Given
        try (FakeRotator rotator = rotator(ALL_DEAD)) {
            // When
            Ran ran = breakGlass(organization + "\n", Map.of());

            // Then
            assertThat(ran.exitCode()).isZero();
            assertThat(rotator.commands()).containsExactly(command(true, null), command(false, "seen-it"));
            assertThat(ran.err()).contains("Type the organization's name to revoke all tokens of " + organization);
            Golden.assertIs("break-glass.txt", steady(ran.out()));
        }
    }

    @Test
    void aScriptConfirmsWithTheOrganizationsName() {
        // Given
        try (FakeRotator rotator = rotator(ALL_DEAD)) {
            // When
            Ran ran = breakGlass("", Map.of(), "--confirm", organization, "--json");

            // Then
            assertThat(ran.exitCode()).isZero();
            assertThat(rotator.commands()).hasSize(2);
            assertThat(ran.jsonLines())
                    .extracting(line -> line.path("type").asText().replace("dev.patrol.", ""))
                    .containsExactly(
                            "command.revoke-all.v1",
                            "break-glass.progressed.v1",
                            "break-glass.ended.v1",
                            "command.revoke-all.v1",
                            "break-glass.progressed.v1",
                            "break-glass.ended.v1",
                            "command.completed.v1");
        }
    }

    @Test
    void nothingIsRevokedWhereAnythingElseIsTyped() {
        for (String typed : List.of("", "\n", "yes\n", "org\n")) {
            // Given
            try (FakeRotator rotator = rotator(ALL_DEAD)) {
                // When
                Ran ran = breakGlass(typed, Map.of());

                // Then
                assertThat(ran.exitCode()).isEqualTo(ExitCode.NOT_CONFIRMED);
                assertThat(rotator.commands()).containsExactly(command(true, null));
                assertThat(ran.err()).contains("Nothing was revoked");
            }
        }
    }

    @Test
    void anotherOrganizationInTheConfirmationIsNotEvenAskedAbout() {
        // Given
        try (FakeRotator rotator = rotator(ALL_DEAD)) {
            // When
            Ran ran = breakGlass("", Map.of(), "--confirm", "fabrikam");

            // Then
            assertThat(ran.exitCode()).isEqualTo(ExitCode.WRONG_CALL);
            assertThat(rotator.commands()).isEmpty();
        }
    }

    @Test
    void whoThinksTooLongIsAskedAgain() {
        // Given
        expires = Tokens.NOW;
        try (FakeRotator rotator = rotator(ALL_DEAD)) {
            // When
            Ran ran = breakGlass(organization + "\n", Map.of());

            // Then
            assertThat(ran.exitCode()).isEqualTo(ExitCode.NOT_CONFIRMED);
            assertThat(rotator.commands()).hasSize(1);
            assertThat(ran.err()).contains("That took too long");
        }
    }

    @Test
    void whatStillLivesOrIsOutOfReachIsTheResult() {
        // Given
        try (FakeRotator rotator = rotator(NOT_ALL)) {
            // When
            Ran ran = breakGlass("", Map.of(), "--confirm", organization);

            // Then
            assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
            Golden.assertIs("break-glass-not-all.txt", steady(ran.out()));
        }
    }

    @Test
    void aTerminalHasABar() {
        // Given
        try (FakeRotator rotator = rotator(ALL_DEAD)) {
            // When
            Ran ran = breakGlass("", Map.of("COLUMNS", "120", "NO_COLOR", "1"), "--confirm", organization);

            // Then
            assertThat(ran.out()).contains("\r[##########....................] revoking, 3 found, 1 revoked");
        }
    }

    @Test
    void aRefusalIsTold() {
        // Given
        try (FakeRotator rotator = FakeRotator.answering(this::isMine, command -> List.of(this::refused))) {
            // When
            Ran ran = breakGlass("", Map.of(), "--confirm", organization);

            // Then
            assertThat(ran.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(ran.err()).contains("Refused (unsigned): It is not signed. Sign it.");
            assertThat(rotator.commands()).hasSize(1);
        }
    }

    @Test
    void thatSuccessorsAreMissingIsTheResultThoughAllIsDead() {
        // Given
        try (FakeRotator rotator = FakeRotator.answering(
                this::isMine, command -> answers((RevokeAll) command, ALL_DEAD, this::successorsMissing))) {
            // When
            Ran ran = breakGlass("", Map.of(), "--confirm", organization);

            // Then
            assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(ran.out()).contains("3 found, 2 revoked");
            assertThat(ran.err()).contains("there are no successors. Restore.");
            assertThat(rotator.commands()).hasSize(2);
        }
    }

    @Test
    void withoutARotatorNothingHappensAndThatIsSaid() {
        // When
        Ran ran = breakGlass("", Map.of(), "--confirm", organization, "--deadline", "500ms");

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.NO_ANSWER);
        assertThat(ran.err()).contains("Nothing was revoked. Is the rotator running?");
    }

    private RevokeAll command(boolean dryRun, String confirmation) {
        return new RevokeAll(
                new TokenFilter(organization, "deploy-*", null, null, null),
                "drill",
                "ana",
                true,
                dryRun,
                false,
                confirmation);
    }

    private FakeRotator rotator(BreakGlassAccount account) {
        return FakeRotator.answering(this::isMine, command -> answers((RevokeAll) command, account));
    }

    private boolean isMine(Command command) {
        return command instanceof RevokeAll all && all.filter().organization().equals(organization);
    }

    private List<Function<Envelope<?>, Event>> answers(RevokeAll command, BreakGlassAccount account) {
        return answers(command, account, this::successorsAskedFor);
    }

    /** @param last what is said of the successors */
    private List<Function<Envelope<?>, Event>> answers(
            RevokeAll command, BreakGlassAccount account, Function<Envelope<?>, Event> last) {
        Function<Envelope<?>, Event> progressed = envelope -> new BreakGlassProgressed(
                envelope.id(),
                organization,
                command.dryRun() ? Phase.LISTING : Phase.REVOKING,
                command.dryRun() ? WOULD_DIE : new BreakGlassAccount(3, 1, 0, 0, 2, 0));
        Function<Envelope<?>, Event> ended =
                envelope -> ended(envelope, command, command.dryRun() ? WOULD_DIE : account);
        return command.dryRun() ? List.of(progressed, ended) : List.of(progressed, ended, last);
    }

    private Event successorsAskedFor(Envelope<?> command) {
        return new CommandCompleted(
                command.id(),
                command.type().typeName(),
                organization,
                "ana",
                "2 tokens are being issued anew.");
    }

    private Event successorsMissing(Envelope<?> command) {
        return refusal(command, "vault-unavailable", "The break-glass has ended, but there are no successors.", "Restore.");
    }

    private Event ended(Envelope<?> envelope, RevokeAll command, BreakGlassAccount account) {
        List<Token> tokens = Stream.of("deploy-production", "deploy-staging", "deploy\u001B[2J")
                .map(name -> Tokens.token(organization, name, Duration.ofDays(9)))
                .toList();
        return new BreakGlassEnded(
                envelope.id(),
                organization,
                command.requestedBy(),
                command.reason(),
                command.filter(),
                command.ownCredential(),
                command.dryRun(),
                account,
                tokens,
                account.failed() == 0 ? List.of() : tokens.subList(0, 1),
                account.unreachable() == 0 ? List.of() : List.of("The tokens of ben can't be listed."),
                command.dryRun() ? "seen-it" : null,
                command.dryRun() ? expires : null);
    }

    private Event refused(Envelope<?> command) {
        return refusal(command, "unsigned", "It is not signed.", "Sign it.");
    }

    private Event refusal(Envelope<?> command, String code, String reason, String remedy) {
        return new CommandRefused(
                command.id(), command.type().typeName(), organization, "ana", Severity.HIGH, code, reason, remedy);
    }

    private Ran breakGlass(String typed, Map<String, String> environment, String... more) {
        Map<String, String> settings = SharedBroker.environment();
        settings.putAll(environment);
        return Ran.inProcess(
                settings,
                Tokens.CLOCK,
                typed,
                Stream.concat(
                                Stream.of(
                                        "break-glass",
                                        "--organization",
                                        organization,
                                        "--name",
                                        "deploy-*",
                                        "--rotate",
                                        "--reason",
                                        "drill",
                                        "--requested-by",
                                        "ana"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    /** What is different in every run. */
    private String steady(String text) {
        return text.replace(organization, "contoso")
                .replaceAll("command [0-9a-f-]{36}", "command ID")
                .replaceAll("(?m)\\d\\d:\\d\\d:\\d\\d  ", "HH:MM:SS  ")
                .replaceAll("(?m)(\\d\\d:\\d\\d)  [0-9a-f]{8}$", "$1  ID");
    }
}
