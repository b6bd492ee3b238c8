package dev.patrol.cli.declared;

import dev.patrol.cli.declared.DeclaredToken.Wanted;
import dev.patrol.cli.declared.file.Place;
import dev.patrol.model.Declaration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Declared tokens as tests need them. */
final class Declared {
    static final String ORGANIZATION = "contoso";
    private static final Place SOMEWHERE = new Place(7, 5);

    private Declared() {}

    static DeclaredToken present(String name, boolean mayAdopt, Declaration declaration) {
        return new DeclaredToken(ORGANIZATION, name, Wanted.PRESENT, Optional.of(declaration), mayAdopt, SOMEWHERE);
    }

    static DeclaredToken wanted(String name, Wanted wanted, boolean mayAdopt) {
        return new DeclaredToken(ORGANIZATION, name, wanted, Optional.empty(), mayAdopt, SOMEWHERE);
    }

    /** Valid for 45 days, and replaced every 30. */
    static Declaration with(String... scopes) {
        return with(Duration.ofDays(45), scopes);
    }

    static Declaration with(Duration validity, String... scopes) {
        return new Declaration(
                List.of(scopes), validity, Duration.ofDays(15), Duration.ofHours(4), List.of(), null, null, null);
    }
}
