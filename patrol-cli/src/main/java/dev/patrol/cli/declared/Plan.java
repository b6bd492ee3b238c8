package dev.patrol.cli.declared;

import java.util.List;

/**
 * What differs between the declared and the real tokens.
 *
 * @param changes one for each declared token, in the order of the file
 * @param undeclared lineages that the file does not name, which nobody touches
 */
record Plan(List<Change> changes, List<RealLineage> undeclared) {
    Plan {
        changes = List.copyOf(changes);
        undeclared = List.copyOf(undeclared);
    }

    /** Those that commands are given for. */
    List<Change> actions() {
        return changes.stream().filter(change -> change.kind().acts()).toList();
    }

    /** Whether all is as declared. What is not declared is no drift. */
    boolean isEmpty() {
        return changes.stream().allMatch(change -> change.kind() == Change.Kind.UNTOUCHED);
    }

    long count(Change.Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }
}
