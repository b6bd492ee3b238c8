package dev.patrol.cli.declared;

import static java.util.Objects.requireNonNull;

import dev.patrol.cli.declared.file.Place;
import dev.patrol.model.Declaration;
import dev.patrol.model.token.Lineage;
import java.util.Optional;

/**
 * A token as the file has it.
 *
 * @param organization as people write it
 * @param declaration how it is to be; there exactly where it is to be there
 * @param mayAdopt whether a token that Patrol did not make may be replaced
 * @param place where it stands in the file
 */
public record DeclaredToken(
        String organization,
        String name,
        Wanted wanted,
        Optional<Declaration> declaration,
        boolean mayAdopt,
        Place place) {
    /** What is wanted of a lineage. */
    public enum Wanted {
        /** It lives, and is rotated. */
        PRESENT,
        /** None of its tokens lives. */
        REVOKED,
        /** Nothing is declared of it. */
        RELEASED
    }

    public DeclaredToken {
        requireNonNull(organization, "organization");
        requireNonNull(name, "name");
        requireNonNull(place, "place");
        if (declaration.isPresent() != (wanted == Wanted.PRESENT)) {
            throw new IllegalArgumentException("How a token is to be is said exactly where it is to be there");
        }
    }

    public Lineage lineage() {
        return Lineage.of(organization, name);
    }
}
