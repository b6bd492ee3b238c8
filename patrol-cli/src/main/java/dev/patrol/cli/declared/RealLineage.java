package dev.patrol.cli.declared;

import dev.patrol.model.Declaration;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

    /** The generation that dependents are to use. */
    Optional<Token> current() {
        return living.isEmpty() ? Optional.empty() : Optional.of(living.get(living.size() - 1));
    }

    /** Whether each of its living tokens is the successor of the one before, as during an overlap. */
    boolean isOneFamily() {
        for (int younger = 1; younger < living.size(); younger++) {
            if (!living.get(younger)
                    .displayName()
                    .equals(living.get(younger - 1).successorName())) {
                return false;
            }
        }
        return true;
    }

    /** The same without what is dead by then. */
    RealLineage at(Instant now) {
        return new RealLineage(
                lineage,
                living.stream().filter(token -> token.validTo().isAfter(now)).toList(),
                declared);
    }
}
