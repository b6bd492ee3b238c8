package dev.patrol.local.dependents;

import java.util.List;
import java.util.stream.Stream;

/**
 * The services that read one secret and are registered with the rotator for it.
 *
 * @param acknowledging names of those that say when they use a new token
 * @param silent names of those that never do
 */
public record Dependents(List<String> acknowledging, List<String> silent) {
    public static final Dependents NONE = new Dependents(List.of(), List.of());

    public Dependents {
        acknowledging = List.copyOf(acknowledging);
        silent = List.copyOf(silent);
    }

    public List<String> names() {
        return Stream.concat(acknowledging.stream(), silent.stream()).toList();
    }

    /** Those of them that a text for people names. */
    public List<String> namedIn(String text) {
        return names().stream().filter(text::contains).toList();
    }

    /** Whether there are some, and all of them acknowledge. */
    public boolean allAcknowledge() {
        return silent.isEmpty() && !acknowledging.isEmpty();
    }
}
