package dev.patrol.cli.declared;

import dev.patrol.model.Declaration;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Scopes;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** What differs between two ways that a token is or is to be. */
final class Differences {
    private static final String LIFETIME = "lifetime";

    private Differences() {}

    /** All that a new token is to be. */
    static List<Difference> ofNew(Lineage lineage, Declaration wanted) {
        List<Difference> all = new ArrayList<>();
        all.add(ofSecret(lineage));
        all.addAll(ofRules(Optional.empty(), wanted));
        return all;
    }

    /** What of a living token only a successor can mend. */
    static List<Difference> ofToken(Token token, Declaration wanted, Duration inexact) {
        List<Difference> all = new ArrayList<>();
        if (!Scopes.areSame(token.scopes(), wanted.scopes())) {
            all.add(new Difference("scopes", sorted(token.scopes()), sorted(wanted.scopes())));
        }
        if (token.allOrganizations()) {
            all.add(new Difference("organizations", "all of its owner's", token.organization()));
        }
        Duration life = Duration.between(token.validFrom(), token.validTo());
        if (life.compareTo(wanted.validity().plus(inexact)) > 0) {
            all.add(new Difference(LIFETIME, Durations.text(life), Durations.text(wanted.validity())));
        }
        return all;
    }

    /** That it lives, and nobody can read it. */
    static Difference ofSecret(Lineage lineage) {
        return new Difference("secret", "", lineage.secretName());
    }

    static boolean isOfLifetime(Difference difference) {
        return difference.field().equals(LIFETIME);
    }

    /** What is laid down for the rotations to come. What is adopted is not part of that. */
    static List<Difference> ofRules(Optional<Declaration> held, Declaration wanted) {
        return Stream.of(
                        field("scopes", held.map(rules -> sorted(rules.scopes())), sorted(wanted.scopes())),
                        field(LIFETIME, held.map(rules -> text(rules.validity())), text(wanted.validity())),
                        field(
                                "rotateBefore",
                                held.map(rules -> text(rules.rotateBefore())),
                                text(wanted.rotateBefore())),
                        field("overlap", held.map(rules -> text(rules.overlap())), text(wanted.overlap())),
                        field("dependents", held.map(rules -> sorted(rules.dependents())), sorted(wanted.dependents())),
                        field("owner", held.map(rules -> orNothing(rules.owner())), orNothing(wanted.owner())),
                        field("purpose", held.map(rules -> orNothing(rules.purpose())), orNothing(wanted.purpose())))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Of a field that differs in both, what the token has is told. */
    static List<Difference> both(List<Difference> ofToken, List<Difference> ofRules) {
        List<String> told = ofToken.stream().map(Difference::field).toList();
        return Stream.concat(
                        ofToken.stream(), ofRules.stream().filter(difference -> !told.contains(difference.field())))
                .toList();
    }

    static Declaration adopting(Declaration wanted, UUID stranger) {
        return new Declaration(
                wanted.scopes(),
                wanted.validity(),
                wanted.rotateBefore(),
                wanted.overlap(),
                wanted.dependents(),
                wanted.owner(),
                wanted.purpose(),
                stranger);
    }

    private static Optional<Difference> field(String name, Optional<String> held, String wanted) {
        String from = held.orElse("");
        return from.equals(wanted) ? Optional.empty() : Optional.of(new Difference(name, from, wanted));
    }

    private static String sorted(Collection<String> words) {
        return String.join(" ", new TreeSet<>(words));
    }

    private static String text(Duration duration) {
        return duration == null ? "" : Durations.text(duration);
    }

    private static String orNothing(String text) {
        return text == null ? "" : text;
    }
}
