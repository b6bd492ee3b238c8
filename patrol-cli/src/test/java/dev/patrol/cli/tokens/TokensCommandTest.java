package dev.patrol.cli.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.Golden;
import dev.patrol.cli.Ran;
import dev.patrol.cli.SharedBroker;
import dev.patrol.cli.Tokens;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.test.TopicWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensCommandTest {
    /** Told apart from those of other tests, and of one length, so that tables stay as they are. */
    private static final String CONTOSO = "contoso-of-tokens";

    private static final String FABRIKAM = "fabrikam-of-tokens";
    private static final String VALUE = "A".repeat(52) + "JQQJ99" + "B".repeat(18) + "AZDO" + "CCCC";

    @BeforeAll
    static void write() {
        try (TopicWriter writer = new TopicWriter(SharedBroker.bootstrapServers())) {
            seen().forEach(writer::write);
            // An older state of one of them, and one that is gone since.
            TokenObserved gone = Tokens.live(CONTOSO, "gone", Duration.ofDays(3));
            writer.write(gone);
            writer.writeRaw(Topic.TOKENS.topicName(), gone.recordKey(), Map.of(), null);
            writer.writeRaw(Topic.TOKENS.topicName(), "no-line", Map.of("ce_type", "nonsense"), "{".getBytes(UTF_8));
        }
    }

    private static List<TokenObserved> seen() {
        Token renewed = Tokens.token(CONTOSO, "nightly", Duration.ofDays(20));
        return List.of(
                Tokens.seen(renewed, TokenState.REVOKED),
                Tokens.seen(renewed, TokenState.ACTIVE),
                Tokens.live(CONTOSO, "deploy-production", Duration.ofDays(4).plusHours(3)),
                Tokens.live(CONTOSO, "deploy-staging", Duration.ofHours(5)),
                Tokens.seen(Tokens.token(CONTOSO, "stolen", Duration.ofDays(9)), TokenState.REVOKED),
                Tokens.seen(Tokens.token(CONTOSO, "old", Duration.ofDays(-2)), TokenState.EXPIRED),
                Tokens.live(CONTOSO, "a\u001B[2J\u202Eb\nc " + VALUE, Duration.ofDays(30)),
                Tokens.live(
                        CONTOSO, "翻訳 🚀 déploiement with a name that is longer than any column", Duration.ofDays(40)),
                everything(),
                Tokens.live(FABRIKAM, "deploy-production", Duration.ofDays(2)));
    }

    private static TokenObserved everything() {
        return Tokens.seen(
                Token.of(
                        CONTOSO,
                        UUID.fromString("0a1b2c3d-0000-4000-8000-000000000001"),
                        "everything",
                        List.of(Token.FULL_SCOPE),
                        Tokens.NOW,
                        Tokens.NOW.plus(Duration.ofDays(365)),
                        true,
                        Optional.empty()),
                TokenState.ACTIVE);
    }

    @ParameterizedTest
    @CsvSource({"'',tokens.txt", "80,tokens-80.txt", "132,tokens-132.txt"})
    void listsTheTokensThatDieSoonestFirst(String columns, String golden) {
        // When
        Ran ran = tokens(
                SharedBroker.environment("COLUMNS", columns, "NO_COLOR", "1"), "--organization", "CONTOSO-OF-tokens");

        // Then
        assertThat(ran.exitCode()).isZero();
        Golden.assertIs(golden, ran.out());
    }

    @Test
    void coloursOnATerminalOnly() {
        // When
        Ran terminal = tokens(SharedBroker.environment("COLUMNS", "132"), "--organization", CONTOSO);
        Ran pipe = tokens(SharedBroker.environment(), "--organization", CONTOSO);

        // Then
        Golden.assertIs("tokens-coloured.txt", terminal.out());
        assertThat(pipe.out()).doesNotContain("\u001B");
    }

    @Test
    void tellsProgramsEachTokenAsTheContractHasIt() {
        // When
        Ran ran = tokens(SharedBroker.environment(), "--organization", CONTOSO, "--output", "json");

        // Then
        Golden.assertIs("tokens.json", ran.out());
        assertThat(ran.jsonLines())
                .extracting(line -> line.at("/token/displayName").asText())
                .contains("翻訳 🚀 déploiement with a name that is longer than any column");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--name deploy-*                          | deploy-staging deploy-production",
                "--name deploy-????????                   | ''",
                "--state revoked                          | stolen",
                "--state revoked,expired                  | old stolen",
                "--state REVOKED --state active --name n* | nightly",
                "--expiring-within 1d                     | deploy-staging",
                "--expiring-within PT120H                 | deploy-staging deploy-production"
            })
    void listsWhatFitsAllThatIsGiven(String arguments, String names) {
        // When
        Ran ran = tokens(
                SharedBroker.environment(),
                Stream.concat(Stream.of("--organization", CONTOSO, "--json"), Stream.of(arguments.split(" ")))
                        .toArray(String[]::new));

        // Then
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.jsonLines().stream()
                        .map(line -> line.at("/token/displayName").asText())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(names);
    }

    @Test
    void ofSeveralOrganizationsBothAreListed() {
        // When
        Ran ran = tokens(
                SharedBroker.environment(), "--organization", CONTOSO + "," + FABRIKAM, "--name", "deploy-production");

        // Then
        assertThat(ran.out()).contains(CONTOSO, FABRIKAM).contains("2 tokens");
    }

    @Test
    void saysThatNothingFits() {
        // When
        Ran ran = tokens(SharedBroker.environment(), "--organization", "nowhere");

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(ran.out()).startsWith("No token fits.").contains("./patrol scan");
    }

    @Test
    void noTokenValueGetsThroughWhateverItsPlace() {
        // When
        Ran table = tokens(SharedBroker.environment());
        Ran json = tokens(SharedBroker.environment(), "--json");

        // Then
        assertThat(table.everything() + json.everything()).doesNotContain(VALUE).contains("[redacted]");
        assertThat(table.out().codePoints().filter(Character::isISOControl).filter(character -> character != '\n'))
                .isEmpty();
    }

    @Test
    void leavesNoConsumerGroupBehind() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()))) {
            // Given
            Collection<GroupListing> others = admin.listGroups().all().get();

            // When
            tokens(SharedBroker.environment());

            // Then
            assertThat(admin.listGroups().all().get()).containsExactlyInAnyOrderElementsOf(others);
        }
    }

    private static Ran tokens(Map<String, String> environment, String... arguments) {
        return Ran.inProcess(
                environment,
                Tokens.CLOCK,
                "",
                Stream.concat(Stream.of("tokens"), Stream.of(arguments)).toArray(String[]::new));
    }
}
