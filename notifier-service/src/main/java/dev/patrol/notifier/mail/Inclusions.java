package dev.patrol.notifier.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which templates include which. One that includes itself would never come to an end. */
final class Inclusions {
    private static final Pattern INCLUDE = Pattern.compile("\\{#include\\s+([a-z0-9/.-]+)");
    private static final Pattern SECTION = Pattern.compile("\\{#([a-z]+)");

    private final Function<String, Optional<String>> text;

    /** @param text of a template by its name */
    Inclusions(Function<String, Optional<String>> text) {
        this.text = text;
    }

    /** Whether a template includes itself, by way of others or not. */
    boolean isEndless(String name) {
        Deque<String> open = new ArrayDeque<>(includedBy(name));
        Set<String> seen = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            String next = open.pop();
            if (next.equals(name)) {
                return true;
            }
            if (seen.add(next)) {
                open.addAll(includedBy(next));
            }
        }
        return false;
    }

    private Set<String> includedBy(String name) {
        Set<String> included = new LinkedHashSet<>();
        text.apply(name).ifPresent(template -> {
            matches(INCLUDE, template).forEach(included::add);
            matches(SECTION, template)
                    .filter(Templates.TAGS::contains)
                    .map(Templates::ofTag)
                    .forEach(included::add);
        });
        return included;
    }

    private static Stream<String> matches(Pattern pattern, String template) {
        return pattern.matcher(template).results().map(match -> match.group(1));
    }
}
