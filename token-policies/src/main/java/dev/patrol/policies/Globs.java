package dev.patrol.policies;

import dev.patrol.service.text.Glob;
import java.util.List;
import java.util.Optional;

/** Lists of globs, as settings have them. */
final class Globs {
    private Globs() {}

    static List<Glob> of(Optional<List<String>> texts) {
        return texts.orElse(List.of()).stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Glob::of)
                .toList();
    }

    static boolean anyMatches(List<Glob> globs, String text) {
        return globs.stream().anyMatch(glob -> glob.matches(text));
    }
}
