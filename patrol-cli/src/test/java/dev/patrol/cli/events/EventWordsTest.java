package dev.patrol.cli.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.Golden;
import dev.patrol.cli.terminal.SafeText;
import dev.patrol.model.Payload;
import dev.patrol.model.Samples;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventWordsTest {
    @Test
    void eachTypeHasItsWords() {
        // When
        String lines = Samples.all()
                .map(EventWordsTest::words)
                .map(words -> words.word() + " | " + words.style() + " | " + SafeText.of(words.sentence()))
                .collect(Collectors.joining("\n", "", "\n"));

        // Then
        Golden.assertIs("events.txt", lines);
    }

    @ParameterizedTest
    @MethodSource("dev.patrol.model.Samples#all")
    void noWordIsLongerThanItsColumn(Payload payload) {
        assertThat(words(payload).word()).hasSizeLessThanOrEqualTo(EventWords.LONGEST_WORD);
    }

    @Test
    void aTypeThatIsNotKnownIsNamed() {
        // When
        EventWords words = EventWords.of(TestHappenings.unknown("{}"));

        // Then
        assertThat(words.sentence()).isEqualTo("token.melted.v1 of contoso/\u001B[31mdeploy");
    }

    @Test
    void aTombstoneIsNoMystery() {
        // When
        EventWords words = EventWords.of(TestHappenings.of(Map.of(), null));

        // Then
        assertThat(words.sentence()).isEqualTo("key is not there any more");
    }

    @Test
    void aDeadLetterSaysWhereItDiedAndWhy() {
        // When
        EventWords words = EventWords.of(TestHappenings.of(
                Map.of("dead-letter-topic", "patrol.revoke-commands", "dead-letter-reason", "The value is null"),
                "{".getBytes(UTF_8)));

        // Then
        assertThat(words.word()).isEqualTo("DEAD LETTER");
        assertThat(words.sentence()).isEqualTo("from patrol.revoke-commands: The value is null");
    }

    @Test
    void aTimeWithAnOffsetIsTheSameTime() {
        assertThat(TestHappenings.unknown("{}").time()).isEqualTo(Instant.parse("2026-11-23T06:00:00Z"));
    }

    private static EventWords words(Payload payload) {
        return EventWords.of(Happening.of(Samples.announced(payload)));
    }
}
