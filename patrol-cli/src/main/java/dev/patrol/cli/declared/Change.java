package dev.patrol.cli.declared;

import static java.util.Objects.requireNonNull;

import dev.patrol.model.Declaration;
import dev.patrol.model.token.Token;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What becomes of a declared token.
 *
 * @param current the generation that is there
 * @param toDeclare what is to be laid down first; empty where that holds already
 * @param obstacle why nothing is done although something is to be; only where the kind is {@code BLOCKED}
 */
record Change(
        Kind kind,
        DeclaredToken token,
        Optional<Token> current,
        Optional<Declaration> toDeclare,
        List<Difference> differences,
        Optional<Obstacle> obstacle) {
    /** What is done. */
    enum Kind {
        /** There is none: one is created and stored. */
        CREATE,
        /** One that Patrol did not make is replaced by one of its own. */
        ADOPT,
        /** It may do more, less or other than declared: it is replaced. */
        RESCOPE,
        /** It lives longer than declared: it is replaced. */
        ROTATE,
        /** It lives, and no secret holds it: it is replaced by one that is stored. */
        STORE,
        /** The token is right; what is laid down for its next rotation is not. */
        UPDATE,
        /** Its living tokens are revoked, since the file says so. */
        REVOKE,
        /** Nothing is declared of it any more; the token stays. */
        RELEASE,
        /** All is as declared. */
        UNTOUCHED,
        /** Something is to be done, but a person has to do something first. */
        BLOCKED;

        /** Whether commands are given for it. */
        boolean acts() {
            return this != UNTOUCHED && this != BLOCKED;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why nothing is done, and what mends that. */
    record Obstacle(String reason, String remedy) {}

    Change {
        requireNonNull(kind, "kind");
        requireNonNull(token, "token");
        differences = List.copyOf(differences);
        if (obstacle.isPresent() != (kind == Kind.BLOCKED)) {
            throw new IllegalArgumentException("What is blocked has an obstacle, and nothing else has");
        }
    }

    /** What it comes to, in a sentence, for reports. */
    String sentence() {
        String name = token.lineage().toString();
        return switch (kind) {
            case CREATE -> name + " is declared, and there is no such token.";
            case ADOPT -> name + " is to be replaced by a token of Patrol's making.";
            case RESCOPE -> name + " has other rights than declared.";
            case ROTATE -> name + " lives longer than declared.";
            case STORE -> name + " lives, but its secret does not hold it.";
            case UPDATE -> name + " is to be looked after in another way.";
            case REVOKE -> name + " is to be dead, and lives.";
            case RELEASE -> name + " is not to be declared any more.";
            case UNTOUCHED -> name + " is as declared.";
            case BLOCKED ->
                name + " is not as declared. " + obstacle.orElseThrow().reason() + " "
                        + obstacle.orElseThrow().remedy();
        };
    }
}
