package dev.patrol.cli.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.Tokens;
import dev.patrol.model.BreakGlassAccount;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.Command;
import dev.patrol.model.CommandCompleted;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.CreateToken;
import dev.patrol.model.Payload;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Restore;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.RotateToken;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.RotationStep;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenCreated;
import dev.patrol.model.TokenFilter;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenSelector;
import dev.patrol.model.Topic;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a command is over, by what was heard of it. The tokens a1 and a2 are of one lineage, b1 is of another. */
class CourseTest {
    private static final Map<String, Token> TOKENS = Map.of(
            "a1", Tokens.token("contoso", "a", Duration.ofDays(4)),
            "a2", Tokens.token("contoso", "a-v2", Duration.ofDays(4)),
            "b1", Tokens.token("contoso", "b", Duration.ofDays(4)));

    private static final TokenFilter EVERYTHING = new TokenFilter("contoso", null, null, null, null);

    private static final Map<String, Command> COMMANDS = Map.of(
            "revoke",
            new RevokeToken(TokenSelector.bySecretName("contoso", "s"), "r", "w", false),
            "replace",
            new RevokeToken(TokenSelector.bySecretName("contoso", "s"), "r", "w", true),
            "rotate",
            new RotateToken(TokenSelector.bySecretName("contoso", "s"), "r", "w"),
            "restore",
            new Restore(EVERYTHING, false, "r", "w"),
            "create",
            new CreateToken("contoso", "n", List.of("vso.code"), Duration.ofDays(1), null, "r", "w"),
            "glass",
            new RevokeAll(EVERYTHING, "r", "w", false, false, false, "c"),
            "glassWithSuccessors",
            new RevokeAll(EVERYTHING, "r", "w", true, false, false, "c"),
            "dryRun",
            new RevokeAll(EVERYTHING, "r", "w", true, true, false, null));

    @ParameterizedTest
    @CsvSource({
        "revoke,  COMMAND_RESULTS TOKEN_REVOKED",
        "replace, COMMAND_RESULTS TOKEN_REVOKED TOKEN_ROTATED",
        "rotate,  COMMAND_RESULTS TOKEN_ROTATED",
        "restore, COMMAND_RESULTS",
        "create,  COMMAND_RESULTS"
    })
    void itIsKnownBeforeItIsAskedWhereItsEndIsTold(String command, String topics) {
        // When
        Set<Topic> toldOn = Course.toldOn(COMMANDS.get(command));

        // Then
        assertThat(toldOn).extracting(Topic::name).containsExactlyInAnyOrder(topics.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "revoke  | ''                                           | ''",
                "revoke  | asked:a1                                     | ''",
                "revoke  | asked:a1 revoked:a1                          | 0",
                "revoke  | asked:a1 asked:a2 revoked:a1                 | ''",
                "revoke  | asked:a1 asked:a2 revoked:a2 revoked:a1      | 0",
                "revoke  | asked:a1 trouble:a1                          | ''",
                "revoke  | asked:a1 trouble:a1 revoked:a1               | 0",
                "revoke  | asked:a1 asked:a2 revoked:a1 failed:a2       | 1",
                "revoke  | refused                                      | 6",
                "replace | asked:a1 revoked:a1                          | ''",
                "replace | asked:a1 revoked:a1 rotated:a1               | 0",
                "replace | asked:a1 asked:a2 revoked:a1 revoked:a2 rotated:a2 | 0",
                "replace | asked:a1 revoked:a1 failed:a1                | 1",
                "rotate  | asked:a1                                     | ''",
                "rotate  | asked:a1 completed                           | ''",
                "rotate  | asked:a1 completed rotated:a1                | 0",
                "rotate  | asked:a1 completed forbidden:a1              | 1",
                "rotate  | asked:a1 completed failed:a1                 | 1",
                "restore | asked:a1 asked:b1                            | ''",
                "restore | asked:a1 asked:b1 rotated:a1 rotated:b1      | ''",
                "restore | asked:a1 asked:b1 completed rotated:a1       | ''",
                "restore | asked:a1 asked:b1 completed rotated:a1 rotated:b1 | 0",
                "restore | completed                                    | 0",
                "restore | nothing                                      | 5",
                "glass   | revoked:a1                                   | ''",
                "glass   | revoked:a1 ended                             | 0",
                "dryRun  | ended                                        | 0",
                "glassWithSuccessors | ended                            | ''",
                "glassWithSuccessors | ended completed                  | 0",
                "glassWithSuccessors | ended refused                    | 6",
                "create  | created                                      | ''",
                "create  | completed                                    | 0",
                "create  | refused                                      | 6"
            })
    void isOverWhenEachTokenHasItsEnd(String command, String heard, String exitCode) {
        // When
        OptionalInt end = end(new Course(envelope(command), true), heard, !command.equals("revoke"));

        // Then
        assertThat(end).isEqualTo(expected(exitCode));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "revoke  | revoked:a1             | 0",
                "replace | revoked:a1             | ''",
                "replace | revoked:a1 rotated:a1  | 0",
                "rotate  | completed              | ''",
                "rotate  | completed rotated:a1   | 0",
                "restore | rotated:a1             | ''",
                "restore | completed              | 0"
            })
    void whoMayNotHearWhatIsAskedTakesTheFirstForTheEnd(String command, String heard, String exitCode) {
        // When
        OptionalInt end = end(new Course(envelope(command), false), heard, !command.equals("revoke"));

        // Then
        assertThat(end).isEqualTo(expected(exitCode));
    }

    /** @param isReplaced whether the command wants successors */
    private static OptionalInt end(Course course, String heard, boolean isReplaced) {
        Arrays.stream(heard.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> payload(word, isReplaced))
                .forEach(course::hear);
        return course.end();
    }

    private static OptionalInt expected(String exitCode) {
        return exitCode.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(exitCode));
    }

    private static Envelope<Command> envelope(String command) {
        return Envelope.first(COMMANDS.get(command), URI.create("/test"), Tokens.NOW);
    }

    private static Payload payload(String word, boolean isReplaced) {
        String[] parts = word.split(":");
        Token token = TOKENS.get(parts.length > 1 ? parts[1] : "a1");
        return switch (parts[0]) {
            case "asked" -> new RotationRequested("c", token, true, isReplaced, "w");
            case "revoked" -> TokenRevoked.of(token, "r", Trigger.COMMAND, "w");
            case "rotated" ->
                new TokenRotated(
                        token,
                        token,
                        new SecretVersion(URI.create("https://v"), "s", "1"),
                        Trigger.COMMAND,
                        Tokens.NOW);
            case "failed" -> failure(token, false);
            case "trouble" -> failure(token, true);
            case "forbidden" -> PolicyViolated.fullScope(token);
            case "completed" -> new CommandCompleted("c", "t", "contoso", "w", "o");
            case "refused" -> refusal("c");
            case "nothing" -> refusal("nothing-to-restore");
            case "ended" ->
                new BreakGlassEnded(
                        "c",
                        "contoso",
                        "w",
                        "r",
                        EVERYTHING,
                        false,
                        false,
                        new BreakGlassAccount(1, 1, 0, 0, 1, 0),
                        List.of(token),
                        List.of(),
                        List.of(),
                        null,
                        null);
            default -> new TokenCreated(token, new SecretVersion(URI.create("https://v"), "s", "1"), "w");
        };
    }

    private static CommandRefused refusal(String code) {
        return new CommandRefused("c", "t", "contoso", "w", Severity.LOW, code, "r", "m");
    }

    private static RotationFailed failure(Token token, boolean willBeRetried) {
        return new RotationFailed(new UUID(0, 1), token, RotationStep.REVOKE, "c", "r", List.of(), willBeRetried, "m");
    }
}
