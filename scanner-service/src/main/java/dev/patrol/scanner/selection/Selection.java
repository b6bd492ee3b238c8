package dev.patrol.scanner.selection;

import dev.patrol.service.text.Glob;
import java.util.List;

/** Chooses tokens by their display names. */
public final class Selection {
    private final List<Glob> include;
    private final List<Glob> exclude;

    public Selection(List<String> include, List<String> exclude) {
        this.include = globs(include);
        this.exclude = globs(exclude);
    }

    public static Selection of(SelectionSettings settings) {
        return new Selection(settings.include(), settings.exclude().orElse(List.of()));
    }

    /** Whether Patrol is to rotate tokens of this name. */
    public boolean isManaged(String displayName) {
        return include.stream().anyMatch(glob -> glob.matches(displayName))
                && exclude.stream().noneMatch(glob -> glob.matches(displayName));
    }

    private static List<Glob> globs(List<String> texts) {
        return texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Glob::of)
                .toList();
    }
}
