package dev.patrol.notifier.routing;

import dev.patrol.model.MessageType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Types of event by the words that settings have for them: their topics without {@code patrol.}. */
public final class EventWords {
    private static final String PREFIX = "patrol.";

    private static final List<MessageType> TOLD = List.of(
            MessageType.TOKEN_EXPIRING,
            MessageType.TOKEN_ROTATED,
            MessageType.TOKEN_REVOKED,
            MessageType.ROTATION_FAILED,
            MessageType.TOKEN_COMPROMISED,
            MessageType.TOKEN_UNUSED,
            MessageType.POLICY_VIOLATED,
            MessageType.SIGN_IN_REQUIRED,
            MessageType.AUDIT_REPORT,
            MessageType.ROTATION_ACKNOWLEDGED,
            MessageType.MAIL_UNDELIVERED);

    private EventWords() {}

    /** The types of event that people are told. */
    public static List<MessageType> told() {
        return TOLD;
    }

    static Optional<MessageType> named(String word) {
        return TOLD.stream()
                .filter(type -> type.topic().topicName().equals(PREFIX + word.strip()))
                .findFirst();
    }

    /** @throws IllegalArgumentException where a word is none */
    static Set<MessageType> named(List<String> words) {
        return words.stream()
                .map(word -> named(word).orElseThrow(() -> new IllegalArgumentException("There is no event " + word)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All words, for people. */
    static String all() {
        return TOLD.stream()
                .map(type -> type.topic().topicName().substring(PREFIX.length()))
                .collect(Collectors.joining(", "));
    }

    static List<String> split(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
