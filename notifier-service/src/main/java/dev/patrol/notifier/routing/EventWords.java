package dev.patrol.notifier.routing;

import dev.patrol.model.MessageType;
import java.util.Arrays;
import java.util.List;
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
            MessageType.POLICY_MENDED,
            MessageType.SIGN_IN_REQUIRED,
            MessageType.AUDIT_REPORT,
            MessageType.ROTATION_ACKNOWLEDGED,
            MessageType.TOKEN_CREATED,
            MessageType.COMMAND_REFUSED,
            MessageType.BREAK_GLASS_ENDED,
            MessageType.MAIL_UNDELIVERED);

    /** On topics whose other types are told, and for whoever gave a command: people hear of its effects. */
    private static final Set<MessageType> FOR_OTHERS =
            Set.of(MessageType.COMMAND_COMPLETED, MessageType.BREAK_GLASS_PROGRESSED);

    private EventWords() {}

    /** The types of event that people are told. */
    public static List<MessageType> told() {
        return TOLD;
    }

    /** Whether a type may stand among those that people are told, and is not told itself. */
    public static boolean isForOthers(MessageType type) {
        return FOR_OTHERS.contains(type);
    }

    /** Those that a word means; none where it means nothing. */
    static Set<MessageType> named(String word) {
        return TOLD.stream()
                .filter(type -> type.topic().topicName().equals(PREFIX + word.strip()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @throws IllegalArgumentException where a word is none */
    static Set<MessageType> named(List<String> words) {
        return words.stream().flatMap(word -> meant(word).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<MessageType> meant(String word) {
        Set<MessageType> types = named(word);
        if (types.isEmpty()) {
            throw new IllegalArgumentException("There is no event " + word);
        }
        return types;
    }

    /** All words, for people. */
    static String all() {
        return TOLD.stream()
                .map(type -> type.topic().topicName().substring(PREFIX.length()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    static List<String> split(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
