package dev.patrol.rotator.breakglass;

import dev.patrol.model.token.Token;
import java.util.Comparator;

/** How much harm a token can do in wrong hands: the most powerful die first. */
final class Power {
    /** The most powerful first; of equals the one that lives longest. */
    static final Comparator<Token> MOST_FIRST =
            Comparator.comparingInt(Power::of).thenComparing(Token::validTo).reversed();

    private static final int FULL = 1_000_000;
    private static final int EVERY_ORGANIZATION = 100_000;
    private static final int MANAGES = 100;
    private static final int WRITES = 10;

    private Power() {}

    private static int of(Token token) {
        int scopes = token.scopes().stream().mapToInt(Power::ofScope).sum();
        return (token.isFullScope() ? FULL : 0) + (token.allOrganizations() ? EVERY_ORGANIZATION : 0) + scopes;
    }

    /** By the endings of the documented scopes ({@code vso.code_full}, {@code vso.build_execute}). */
    private static int ofScope(String scope) {
        if (scope.endsWith("_full") || scope.endsWith("_manage") || scope.endsWith("_admin")) {
            return MANAGES;
        }
        return scope.endsWith("_write") || scope.endsWith("_execute") ? WRITES : 1;
    }
}
