package dev.patrol.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.Ran;
import dev.patrol.cli.SharedBroker;
import dev.patrol.cli.Tokens;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Topic;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.test.TopicWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {
    private final String organization = SharedBroker.organization();
    private final Token token = Tokens.token(organization, "deploy\u202E-production", Duration.ofDays(4));

    @TempDir
    Path folder;

    @Test
    void showsWhatHappensUntilItIsStopped() throws IOException, InterruptedException {
        // Given
        Path out = folder.resolve("out");
        Process watch = Ran.start(
                SharedBroker.environment(), out, folder.resolve("err"), "watch", "--organization", organization);
        try (TopicWriter writer = new TopicWriter(SharedBroker.bootstrapServers())) {
            // When
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                writer.write(PolicyViolated.fullScope(token));
                assertThat(Files.readString(out)).contains("no-full-scope");
            });
            writer.write(TokenRevoked.of(token, "Leaked.", Trigger.COMMAND, "ana"));

            // Then
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(Files.readString(out))
                    .contains("revoked      deploy\uFFFD-production is dead. Leaked. Asked for by ana."));
            assertThat(watch.isAlive()).isTrue();
            watch.destroy();
            assertThat(watch.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            watch.destroyForcibly();
        }
    }

    @Test
    void showsFirstWhatHappenedBeforeInTheOrderOfTime() {
        // Given
        try (TopicWriter writer = new TopicWriter(SharedBroker.bootstrapServers())) {
            writer.write(PolicyViolated.fullScope(token));
            writer.write(TokenRevoked.of(token, "Leaked.", Trigger.COMMAND, "ana"));
        }

        // When
        Ran ran = watch("--since", "1h", "--count", "2", "--for", "30s", "--json");

        // Then
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.jsonLines())
                .extracting(line -> line.path("type").asText())
                .containsExactly("dev.patrol.policy.violated.v1", "dev.patrol.token.revoked.v1");
        assertThat(ran.jsonLines().get(1).at("/data/token/displayName").asText())
                .isEqualTo(token.displayName());
        assertThat(ran.out().chars()).allMatch(character -> character < 128);
    }

    @Test
    void theInventoryIsShownWhereItIsAskedFor() {
        // Given
        try (TopicWriter writer = new TopicWriter(SharedBroker.bootstrapServers())) {
            writer.write(Tokens.seen(token, TokenState.ACTIVE));
        }

        // When
        Ran asked = watch("--since", "1h", "--count", "1", "--for", "30s", "--type", "token.observed");
        Ran other = watch("--since", "1h", "--count", "1", "--for", "1s");

        // Then
        assertThat(asked.out()).contains("seen");
        assertThat(other.exitCode()).isEqualTo(ExitCode.NO_ANSWER);
        assertThat(other.out()).isEmpty();
    }

    @Test
    void aRecordThatBreaksTheContractStopsNothing() {
        // Given
        try (TopicWriter writer = new TopicWriter(SharedBroker.bootstrapServers())) {
            writer.writeRaw(
                    Topic.TOKEN_REVOKED.topicName(),
                    null,
                    Map.of("ce_type", "dev.patrol.token.revoked.v1", "ce_time", "yesterday"),
                    ("{\"organization\": \"" + organization + "\"}").getBytes(StandardCharsets.UTF_8));
        }

        // When
        Ran ran = watch("--since", "1h", "--count", "1", "--for", "30s");

        // Then
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("event        token.revoked.v1 of");
    }

    @Test
    void aTypeThatThereIsNotIsAWrongCall() {
        // When
        Ran ran = watch("--type", "token.melted");

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(ran.err()).contains("No type fits --type. There are: token.observed.v1");
    }

    private Ran watch(String... more) {
        return Ran.inProcess(
                SharedBroker.environment(),
                Stream.concat(Stream.of("watch", "--organization", organization), Stream.of(more))
                        .toArray(String[]::new));
    }
}
