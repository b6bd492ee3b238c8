package dev.patrol.scanner.scan;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the tokens of one organization that Patrol is to rotate and that have no successor, living ones and such as have expired
 * of late. Dead ones are told as their lists pass by, expired ones first; few of them are kept.
 */
final class Unrotated {
    /** A scan a day, and two hours for one that is slow: so each one that has died is counted for a while. */
    static final Duration LATELY = Duration.ofHours(26);

    private final Predicate<Token> managed;
    private final Instant lately;
    private final List<Token> expired = new ArrayList<>();
    /** Of their lineages. */
    private final Map<Lineage, Set<String>> deadNames = new HashMap<>();

    /**
     * @param managed which tokens Patrol is to rotate
     * @param now when the scan began
     */
    Unrotated(Predicate<Token> managed, Instant now) {
        this.managed = managed;
        this.lately = now.minus(LATELY);
    }

    void expired(Token token) {
        if (token.validTo().isAfter(lately) && managed.test(token)) {
            expired.add(token);
            deadNames.computeIfAbsent(token.lineage(), none -> new HashSet<>()).add(token.displayName());
        }
    }

    void revoked(Token token) {
        Set<String> names = deadNames.get(token.lineage());
        if (names != null) {
            names.add(token.displayName());
        }
    }

    /** Those of the living that have no successor yet. */
    List<Token> living(List<Token> live) {
        Map<Lineage, Set<String>> names =
                live.stream().collect(groupingBy(Token::lineage, mapping(Token::displayName, toSet())));
        return live.stream()
                .filter(managed)
                .filter(token -> !names.get(token.lineage()).contains(token.successorName()))
                .toList();
    }

    /** Those that have expired and never had one, of lineages that nothing is left of. */
    List<Token> died(List<Token> live) {
        Set<Lineage> living = live.stream().map(Token::lineage).collect(toSet());
        return expired.stream()
                .filter(not(token -> living.contains(token.lineage())))
                .filter(token -> !deadNames.get(token.lineage()).contains(token.successorName()))
                .toList();
    }
}
