package dev.patrol.rotator.commands;

import dev.patrol.model.token.Token;
import dev.patrol.rotator.policy.Objection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides what is issued anew of what is dead.
 *
 * <ul>
 *   <li>What was found compromised stays out, unless the command says that it comes back too.
 *   <li>What was revoked for good stays out, unless the command has exactly its display name.
 *   <li>What a rule about new tokens speaks against is not made.
 * </ul>
 */
record RestoreRules(
        Predicate<Token> chosen,
        boolean includeCompromised,
        Optional<String> named,
        Set<UUID> compromised,
        Set<UUID> revokedForGood,
        Function<Token, Optional<Objection>> objectionTo) {
    RestoreRules {
        compromised = Set.copyOf(compromised);
        revokedForGood = Set.copyOf(revokedForGood);
    }

    /** What becomes of each that the command chooses. */
    RestorePlan judge(List<Token> dead) {
        List<Token> again = new ArrayList<>();
        List<Token> stillCompromised = new ArrayList<>();
        List<Token> stillRevoked = new ArrayList<>();
        Map<Token, Objection> refused = new LinkedHashMap<>();
        dead.stream().filter(chosen).forEach(token -> {
            if (isLeftOutAsCompromised(token)) {
                stillCompromised.add(token);
            } else if (isLeftOutAsRevoked(token)) {
                stillRevoked.add(token);
            } else {
                objectionTo
                        .apply(token)
                        .ifPresentOrElse(objection -> refused.put(token, objection), () -> again.add(token));
            }
        });
        return new RestorePlan(again, stillCompromised, stillRevoked, refused);
    }

    private boolean isLeftOutAsCompromised(Token token) {
        return !includeCompromised && compromised.contains(token.authorizationId());
    }

    private boolean isLeftOutAsRevoked(Token token) {
        return revokedForGood.contains(token.authorizationId())
                && named.filter(token.displayName()::equals).isEmpty();
    }
}
