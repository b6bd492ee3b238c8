package dev.patrol.scanner.lineages;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Severity;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Live tokens of one lineage claim one secret. A token and its own successor do so while a rotation runs; any others are
 * announced, never guessed about.
 */
public final class LineageConflicts {
    public static final String POLICY = "one-live-token-per-lineage";

    private final Map<UUID, List<Token>> rivals = new HashMap<>();

    private LineageConflicts() {}

    /** @param live every live token of the organization */
    public static LineageConflicts among(Collection<Token> live) {
        LineageConflicts conflicts = new LineageConflicts();
        Map<Lineage, List<Token>> lineages = live.stream().collect(groupingBy(Token::lineage));
        lineages.values().stream()
                .filter(tokens -> !isOneLine(tokens))
                .forEach(tokens -> tokens.forEach(token -> conflicts.rivals.put(token.authorizationId(), tokens)));
        return conflicts;
    }

    /** Whether all but one of the tokens have their successor among them, so that they are generations of one another. */
    private static boolean isOneLine(List<Token> tokens) {
        Set<String> names = tokens.stream().map(Token::displayName).collect(Collectors.toSet());
        long withoutSuccessor = tokens.stream()
                .filter(token -> !names.contains(token.successorName()))
                .count();
        return names.size() == tokens.size() && withoutSuccessor <= 1;
    }

    public boolean concerns(Token token) {
        return rivals.containsKey(token.authorizationId());
    }

    /** What is to be said of a token in conflict. */
    public PolicyViolated violationOf(Token token) {
        List<Token> tokens = rivals.get(token.authorizationId());
        String ids = tokens.stream()
                .map(Token::authorizationId)
                .sorted(Comparator.naturalOrder())
                .map(UUID::toString)
                .collect(joining(", "));
        return PolicyViolated.by(
                token,
                POLICY,
                Severity.MEDIUM,
                tokens.size() + " live tokens belong to the secret " + token.secretName() + ": " + ids + ".",
                "One live token for each secret, beside its own successor while a rotation runs.",
                "Revoke those that nobody uses, or rename them; until then none of them is rotated.");
    }
}
