package dev.patrol.policies;

import dev.patrol.service.text.Glob;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists of globs, as settings have them. The names of users have no case. */
final class Globs {
    private Globs() {}

    static List<Glob> of(Optional<List<String>> texts) {
        return stripped(texts).map(Glob::of).toList();
    }

    static List<Glob> ofUsers(Optional<List<String>> texts) {
        return stripped(texts)
                .map(text -> Glob.of(text.toLowerCase(Locale.ROOT)))
                .toList();
    }

    static boolean anyMatches(List<Glob> globs, String text) {
        return globs.stream().anyMatch(glob -> glob.matches(text));
    }

    static boolean anyUserMatches(List<Glob> globs, String user) {
        return anyMatches(globs, user.toLowerCase(Locale.ROOT));
    }

    static String inWords(Optional<List<String>> texts) {
        return String.join(", ", stripped(texts).toList());
    }

    private static Stream<String> stripped(Optional<List<String>> texts) {
        return texts.orElse(List.of()).stream().map(String::strip).filter(text -> !text.isEmpty());
    }
}
