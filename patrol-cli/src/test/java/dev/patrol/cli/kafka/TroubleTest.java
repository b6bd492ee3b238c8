package dev.patrol.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.Ran;
import dev.patrol.cli.SecuredBroker;
import dev.patrol.cli.SharedBroker;
import dev.patrol.cli.Sockets;
import dev.patrol.cli.Tokens;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said where Kafka does not do what is needed: one sentence with its remedy, within seconds. */
class TroubleTest {
    private static final Duration SECONDS = Duration.ofSeconds(20);
    private static EmbeddedKafka bare;
    private static SecuredBroker secured;

    @BeforeAll
    static void start() throws Exception {
        bare = EmbeddedKafka.start(0);
        secured = SecuredBroker.with("reader", "writer", "stranger");
        grant("reader", AclOperation.READ, Topic.TOKENS, Topic.COMMAND_RESULTS, Topic.TOKEN_REVOKED);
        grant("writer", AclOperation.WRITE, Topic.REVOKE_COMMANDS);
    }

    @AfterAll
    static void stop() {
        bare.close();
        secured.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tokens",
                "show x",
                "watch --for 1s",
                "rotations",
                "dead-letters list",
                "dead-letters replay 1 --yes",
                "report",
                "scan",
                "rotate --id 1b4e28ba-2fa1-41d2-883f-0016d3cca427 --organization o --reason r",
                "revoke x --reason r",
                "create x --scope s --organization o --reason r",
                "restore x --organization o --reason r",
                "break-glass --organization o --reason r"
            })
    void aBrokerThatIsNotThereIsSaidAtOnce(String call) {
        // When
        Ran ran = patrol(Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + Sockets.unused()), call);

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).startsWith("Nobody listens at 127.0.0.1:").contains("KAFKA_BOOTSTRAP_SERVERS");
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tokens                                             | patrol.tokens",
                "show x                                             | patrol.tokens",
                "rotations                                          | patrol.rotation-ledger",
                "dead-letters list                                  | patrol.dead-letters",
                "report                                             | patrol.audit-report",
                "scan                                               | patrol.scan-commands",
                "revoke --secret-name x --organization o --reason r | patrol.revoke-commands",
                "revoke --secret-name x --organization o --reason r --wait | patrol.command-results",
                "break-glass --organization o --reason r            | patrol.command-results"
            })
    void aMissingTopicIsNamedWithTheCommandThatMakesIt(String call, String topic) {
        // When
        long begun = System.nanoTime();
        Ran ran = patrol(Map.of("KAFKA_BOOTSTRAP_SERVERS", bare.bootstrapServers()), call);

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SECONDS);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err())
                .contains("The topic " + topic + " is missing", "kafka-topics.sh --create --topic " + topic);
        assertThat(ran.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reader | rotations                                          | read patrol.rotation-ledger. | Read",
                "writer | tokens                                             | read patrol.tokens.          | Read",
                "reader | revoke --secret-name x --organization o --reason r | write to patrol.revoke-commands. | Write",
                "reader | scan                                               | write to patrol.scan-commands.   | Write",
                "stranger | report                                           | read patrol.audit-report.    | Read"
            })
    void aRightThatIsLackingIsNamedWithTheCommandThatGrantsIt(
            String user, String call, String sentence, String operation) {
        // When
        Ran ran = patrol(secured.environment(user), call);

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err())
                .contains("This user may not " + sentence, "--operation " + operation + " --topic patrol.");
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.everything()).doesNotContain(SecuredBroker.PASSWORD);
    }

    @Test
    void whoMayOnlyAskAsksWithoutWaiting() {
        // Given
        String call = "revoke --secret-name x --organization o --reason r";

        // When
        Ran asked = patrol(secured.environment("writer"), call);
        Ran waiting = patrol(secured.environment("writer"), call + " --wait");

        // Then
        assertThat(asked.exitCode()).isZero();
        assertThat(waiting.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(waiting.err()).startsWith("This user may not read patrol.command-results.");
    }

    @Test
    void aWatcherSeesWhatItMayAndIsToldOfTheRest() {
        // When
        Ran ran = patrol(secured.environment("reader"), "watch --for 1s");

        // Then
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err())
                .startsWith("Not shown, since they are missing or this user may not read them:")
                .contains("patrol.token-rotated")
                .doesNotContain("patrol.token-revoked");
    }

    @Test
    void showSaysThatTheLedgerIsNotForThisUser() throws Exception {
        // Given
        Token token = Tokens.token(SharedBroker.organization(), "deploy", Duration.ofDays(4));
        secured.write(Tokens.seen(token, TokenState.ACTIVE));

        // When
        Ran ran = patrol(secured.environment("reader"), "show " + token.displayName());

        // Then
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("rotation  not known: This user may not read patrol.rotation-ledger.");
    }

    @Test
    void somebodyElseListensThere() throws IOException {
        // Given
        try (ServerSocket silent = Sockets.silent()) {
            // When
            long begun = System.nanoTime();
            Ran ran = patrol(Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + silent.getLocalPort()), "tokens");

            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SECONDS);
            assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(ran.err()).contains("do not answer in time while patrol.tokens is read", "./patrol check");
        }
    }

    @Test
    void aWrongPasswordIsNotQuoted() {
        // When
        Ran ran = patrol(secured.environment("reader", SecuredBroker.PASSWORD + "nobody"), "tokens");

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).startsWith("The broker refuses the login.");
        assertThat(ran.everything()).doesNotContain(SecuredBroker.PASSWORD);
    }

    private static Ran patrol(Map<String, String> environment, String call) {
        return Ran.inProcess(environment, call.split(" "));
    }

    private static void grant(String user, AclOperation operation, Topic... topics)
            throws ExecutionException, InterruptedException {
        secured.grant(Arrays.stream(topics)
                .map(topic -> SecuredBroker.onTopic(user, topic.topicName(), operation))
                .toList());
    }
}
