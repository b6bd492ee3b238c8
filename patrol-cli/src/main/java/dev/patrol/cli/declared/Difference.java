package dev.patrol.cli.declared;

import static java.util.Objects.requireNonNull;

/**
 * A field that is not as declared.
 *
 * @param from as it is; empty where nothing is
 * @param to as it is to be; empty where nothing is to be
 */
record Difference(String field, String from, String to) {
    Difference {
        requireNonNull(field, "field");
        requireNonNull(from, "from");
        requireNonNull(to, "to");
    }
}
