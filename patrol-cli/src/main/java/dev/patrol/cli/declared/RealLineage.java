package dev.patrol.cli.declared;

import dev.patrol.model.Declaration;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What there is of a lineage.
 *
 * @param living its tokens that can be used, the oldest first
 * @param declared what holds for it, by an earlier {@code apply}
 */
record RealLineage(Lineage lineage, List<Token> living, Optional<Declaration> declared) {
    RealLineage {
        living = living.stream()
                .sorted(Comparator.comparing(Token::validFrom).thenComparing(Token::authorizationId))
                .toList();
    }

    static RealLineage none(Lineage lineage) {
        return new RealLineage(lineage, List.of(), Optional.empty());
    }

    /** The generation that dependents are to use: the one without a living successor. */
    Optional<Token> current() {
        List<Token> youngest = withoutSuccessor();
        return youngest.isEmpty() ? Optional.empty() : Optional.of(youngest.get(youngest.size() - 1));
    }

    /** Whether each of its living tokens but one has its successor among them, as during an overlap. */
    boolean isOneFamily() {
        return withoutSuccessor().size() <= 1;
    }

    private List<Token> withoutSuccessor() {
        Set<String> names = living.stream().map(Token::displayName).collect(Collectors.toSet());
        return living.stream()
                .filter(token -> !names.contains(token.successorName()))
                .toList();
    }

    /** The same without what is dead by then. */
    RealLineage at(Instant now) {
        return new RealLineage(
                lineage,
                living.stream().filter(token -> token.validTo().isAfter(now)).toList(),
                declared);
    }
}
