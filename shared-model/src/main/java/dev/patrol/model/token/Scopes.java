package dev.patrol.model.token;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How scopes are compared. Azure DevOps takes and gives them as one text of words: case, order, blanks and repeats say nothing,
 * and what looks like one scope may be several there.
 */
public final class Scopes {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\w.-]+");

    private Scopes() {}

    /** Whether they are as good as full access. */
    public static boolean areFull(Collection<String> scopes) {
        return words(scopes).anyMatch(Token.FULL_SCOPE::equals);
    }

    /** Whether they allow the same. */
    public static boolean areSame(Collection<String> some, Collection<String> others) {
        return setOf(some).equals(setOf(others));
    }

    /** Whether one of them is this one. */
    public static boolean contain(Collection<String> scopes, String wanted) {
        return setOf(scopes).containsAll(setOf(Set.of(wanted)));
    }

    private static Set<String> setOf(Collection<String> scopes) {
        return words(scopes).collect(toUnmodifiableSet());
    }

    private static Stream<String> words(Collection<String> scopes) {
        return scopes.stream()
                .flatMap(BETWEEN_WORDS::splitAsStream)
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT));
    }
}
