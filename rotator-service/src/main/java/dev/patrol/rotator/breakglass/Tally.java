package dev.patrol.rotator.breakglass;

import dev.patrol.model.BreakGlassAccount;
import dev.patrol.model.token.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what has become of the tokens so far. Safe for use by several threads. */
final class Tally {
    private final Map<UUID, Token> found = new LinkedHashMap<>();
    private final Set<UUID> revoked = ConcurrentHashMap.newKeySet();
    private final Set<UUID> alreadyDead = ConcurrentHashMap.newKeySet();
    private volatile int users;
    private volatile List<String> unreachable = List.of();

    /** @param revokedBefore by an earlier run of the same command */
    Tally(Map<UUID, Token> revokedBefore) {
        found.putAll(revokedBefore);
        revoked.addAll(revokedBefore.keySet());
    }

    synchronized void found(Roll roll, Collection<Token> tokens) {
        tokens.forEach(token -> found.put(token.authorizationId(), token));
        users = roll.users();
        unreachable = roll.unreachable();
    }

    void revoked(Collection<Token> tokens) {
        tokens.forEach(token -> revoked.add(token.authorizationId()));
    }

    void alreadyDead(Token token) {
        alreadyDead.add(token.authorizationId());
    }

    /** What still lives counts as failed, whatever was said when it was revoked. */
    void stillAlive(Collection<Token> tokens) {
        tokens.forEach(token -> {
            revoked.remove(token.authorizationId());
            alreadyDead.remove(token.authorizationId());
        });
    }

    synchronized BreakGlassAccount account() {
        int open = found.size() - revoked.size() - alreadyDead.size();
        return new BreakGlassAccount(found.size(), revoked.size(), alreadyDead.size(), open, users, unreachable.size());
    }

    /** Those that died, the most powerful first. */
    synchronized List<Token> dead() {
        return found.values().stream()
                .filter(token -> isDead(token.authorizationId()))
                .sorted(Power.MOST_FIRST)
                .toList();
    }

    synchronized List<Token> notDead() {
        return found.values().stream()
                .filter(token -> !isDead(token.authorizationId()))
                .sorted(Power.MOST_FIRST)
                .toList();
    }

    List<String> unreachable() {
        return new ArrayList<>(unreachable);
    }

    private boolean isDead(UUID id) {
        return revoked.contains(id) || alreadyDead.contains(id);
    }
}
