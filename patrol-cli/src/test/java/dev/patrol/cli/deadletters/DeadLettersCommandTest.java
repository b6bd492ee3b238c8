package dev.patrol.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.cli.ExitCode;
import dev.patrol.cli.FakeRotator;
import dev.patrol.cli.Ran;
import dev.patrol.cli.SharedBroker;
import dev.patrol.model.Topic;
import dev.patrol.test.TopicReader;
import dev.patrol.test.TopicWriter;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersCommandTest {
    private static final String TYPE = "dev.patrol.command.revoke-token.v1";

    /** A topic on which no other test minds what breaks the contract. */
    private static final Topic REPLAYED_ON = Topic.ROTATION_ACKNOWLEDGEMENTS;

    private final String key = "key-" + UUID.randomUUID();

    @Test
    void listsWhereEachDiedAndWhy() {
        // Given
        write(Topic.REVOKE_COMMANDS.topicName(), Map.of(), "{\"reason\": \"a\\u001B[2J\"}");

        // When
        Ran table = patrol("", "dead-letters", "list", "--from", "patrol.revoke-commands", "--limit", "10000");
        JsonNode json = mine();

        // Then
        assertThat(table.out()).contains("patrol.revoke-commands", key, "The value is broken in field token");
        assertThat(json.path("topic").asText()).isEqualTo("patrol.revoke-commands");
        assertThat(json.path("reason").asText()).isEqualTo("The value is broken in field token");
        assertThat(json.path("type").asText()).isEqualTo("command.revoke-token.v1");
        assertThat(json.at("/data/reason").asText()).isEqualTo("a\u001B[2J");
        assertThat(json.at("/headers/ce_id").asText()).isEqualTo("the-id");
    }

    @Test
    void listsTheLastOnly() {
        // Given
        write(Topic.REVOKE_COMMANDS.topicName(), Map.of(), "{}");
        write(Topic.ROTATE_COMMANDS.topicName(), Map.of(), "{}");

        // When
        Ran ran = patrol("", "dead-letters", "list", "--limit", "1", "--since", "1h", "--json");

        // Then
        assertThat(ran.jsonLines()).hasSize(1);
        assertThat(ran.json().path("topic").asText()).isEqualTo("patrol.rotate-commands");
    }

    @Test
    void showsOneWithItsHeadersAndItsValueWhateverThatIs() {
        // Given
        write(Topic.REVOKE_COMMANDS.topicName(), Map.of(), "no JSON \u001B[31m at all");

        // When
        Ran ran = patrol("", "dead-letters", "show", number());

        // Then
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .contains("reason: The value is broken in field token", "ce_id: the-id", "dead-letter-offset: 4711")
                .endsWith("no JSON \uFFFD[31m at all" + System.lineSeparator());
        assertThat(mine().path("text").asText()).isEqualTo("no JSON \u001B[31m at all");
    }

    @Test
    void putsARecordBackAsItWasAndMarksIt() {
        // Given
        write(REPLAYED_ON.topicName(), Map.of(), "{\"reason\": \"x\"}");
        String number = number();

        // When
        Ran ran = patrol("yes\n", "dead-letters", "replay", number);

        // Then
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains(number + " is back on " + REPLAYED_ON.topicName() + ".");
        ConsumerRecord<String, byte[]> back = back();
        assertThat(FakeRotator.headersOf(back))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("ce_id", "the-id", "ce_type", TYPE, "dead-letter-replayed", number));
        assertThat(new String(back.value(), UTF_8)).isEqualTo("{\"reason\": \"x\"}");
        assertThat(back.partition()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "y\n", "no\n"})
    void putsNothingBackThatIsNotConfirmed(String typed) {
        // Given
        write(REPLAYED_ON.topicName(), Map.of(), "{}");

        // When
        Ran ran = patrol(typed, "dead-letters", "replay", number());

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.NOT_CONFIRMED);
        assertThat(ran.err()).contains("Put it back? Type yes:", "Nothing was put back.");
        assertThat(isBack()).isFalse();
    }

    @Test
    void whatDiedAgainGoesBackOnlyWhereThatIsSaid() {
        // Given
        write(REPLAYED_ON.topicName(), Map.of("dead-letter-replayed", "3"), "{}");

        // When
        Ran refused = patrol("", "dead-letters", "replay", number(), "--yes");
        boolean wasBack = isBack();
        Ran again = patrol("", "dead-letters", "replay", number(), "--yes", "--again");

        // Then
        assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains("was put back before, from 3, and died again", "--again");
        assertThat(wasBack).isFalse();
        assertThat(again.exitCode()).isZero();
        assertThat(FakeRotator.headersOf(back())).containsEntry("dead-letter-replayed", number());
    }

    @Test
    void ofSeveralNoneGoesBackWhereOneCanNot() {
        // Given
        write("somebody-elses-topic", Map.of(), "{}");

        // When
        Ran ran = patrol("", "dead-letters", "replay", number(), "--yes");
        Ran missing = patrol("", "dead-letters", "replay", "99999999", "--yes");

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("does not say which of Patrol's topics");
        assertThat(missing.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(missing.err()).contains("There is no dead letter 99999999.");
    }

    @Test
    void saysWhereTheValueIsThatWasLeftOutAndPutsNothingBackWithoutIt() {
        // Given
        write(REPLAYED_ON.topicName(), Map.of("dead-letter-value-left-out", "2000000"), null);
        String place = REPLAYED_ON.topicName() + ", partition 5, offset 4711";

        // When
        Ran table = patrol("", "dead-letters", "list", "--from", REPLAYED_ON.topicName(), "--limit", "10000");
        Ran shown = patrol("", "dead-letters", "show", number());
        Ran refused = patrol("", "dead-letters", "replay", number(), "--yes", "--again");

        // Then
        assertThat(table.out()).contains("(without its value of 2000000 bytes) The value is broken");
        assertThat(mine().path("valueLeftOut").asText()).isEqualTo("2000000");
        assertThat(shown.out()).contains("the value was left out: its 2000000 bytes were too many", "is on " + place);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains("is without its value", "so it can't go back", "is on " + place);
        assertThat(isBack()).isFalse();
    }

    private void write(String topic, Map<String, String> more, String value) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "ce_id", "the-id",
                "ce_type", TYPE,
                "dead-letter-topic", topic,
                "dead-letter-partition", "5",
                "dead-letter-offset", "4711",
                "dead-letter-reason", "The value is broken in field token",
                "dead-letter-exception-class-name", "x"));
        headers.putAll(more);
        try (TopicWriter writer = new TopicWriter(SharedBroker.bootstrapServers())) {
            writer.writeRaw(Topic.DEAD_LETTERS.topicName(), key, headers, value == null ? null : value.getBytes(UTF_8));
        }
    }

    private JsonNode mine() {
        List<JsonNode> lines =
                patrol("", "dead-letters", "list", "--limit", "10000", "--json").jsonLines();
        return lines.stream()
                .filter(line -> line.path("key").asText().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private String number() {
        return mine().path("number").asText();
    }

    private ConsumerRecord<String, byte[]> back() {
        try (TopicReader reader = new TopicReader(SharedBroker.bootstrapServers(), REPLAYED_ON)) {
            return reader.awaitRecord(message -> key.equals(message.key()));
        }
    }

    private boolean isBack() {
        try (TopicReader reader = new TopicReader(SharedBroker.bootstrapServers(), REPLAYED_ON)) {
            return reader.all().stream().anyMatch(message -> key.equals(message.key()));
        }
    }

    private static Ran patrol(String typed, String... arguments) {
        return Ran.inProcess(SharedBroker.environment(), Clock.systemUTC(), typed, arguments);
    }
}
