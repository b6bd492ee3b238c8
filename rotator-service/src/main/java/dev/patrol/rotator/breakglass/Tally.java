package dev.patrol.rotator.breakglass;

import dev.patrol.model.BreakGlassAccount;
import dev.patrol.model.token.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Counts what has become of the tokens so far. Safe for use by several threads. */
final class Tally {
    /** All that were to die, of earlier runs too. */
    private final Map<UUID, Token> found = new LinkedHashMap<>();
    /** Those whose revocation Azure DevOps took; whether they are dead is seen later. */
    private final Set<UUID> taken = new LinkedHashSet<>();

    private final Set<UUID> alreadyDead = new LinkedHashSet<>();
    private final Set<UUID> seenDead = new LinkedHashSet<>();
    private Optional<String> remark = Optional.empty();
    private int users;
    private List<String> unreachable = List.of();

    /**
     * @param begun what an earlier run of the same command was about to revoke
     * @param dead which of it that run has seen dead
     */
    Tally(Collection<Token> begun, Collection<UUID> dead) {
        begun.forEach(token -> found.put(token.authorizationId(), token));
        seenDead.addAll(dead);
        taken.addAll(dead);
    }

    synchronized void found(Collection<Token> tokens) {
        tokens.forEach(token -> found.put(token.authorizationId(), token));
    }

    synchronized void taken(Collection<Token> tokens) {
        tokens.forEach(token -> taken.add(token.authorizationId()));
    }

    synchronized void alreadyDead(Token token) {
        alreadyDead.add(token.authorizationId());
    }

    /** What was revoked when nobody could look any more. */
    synchronized void unseen(Collection<Token> tokens) {
        tokens.forEach(token -> seenDead.add(token.authorizationId()));
        remark = Optional.of("Patrol's own credential was revoked last; whether it is dead can't be seen with it.");
    }

    /**
     * Takes a new list into account.
     *
     * @return those that are seen to be dead now, and were not before
     */
    synchronized List<Token> look(Roll roll) {
        users = roll.users();
        unreachable = roll.unreachable();
        Set<UUID> alive = roll.tokens().stream().map(Token::authorizationId).collect(Collectors.toSet());
        taken.removeAll(alive);
        alreadyDead.removeAll(alive);
        seenDead.removeAll(alive);
        List<Token> dead = found.values().stream()
                .filter(token -> !alive.contains(token.authorizationId()))
                .filter(roll::covers)
                .filter(token -> !alreadyDead.contains(token.authorizationId()))
                .filter(token -> seenDead.add(token.authorizationId()))
                .toList();
        dead.forEach(token -> taken.add(token.authorizationId()));
        return dead;
    }

    /** On the way; what was taken counts, since it is as good as dead. */
    synchronized BreakGlassAccount soFar() {
        return account(taken.size());
    }

    /** At the end; what was not seen to be dead counts as alive, whatever Azure DevOps had answered. */
    synchronized BreakGlassAccount atTheEnd() {
        return account(seenDead.size());
    }

    private BreakGlassAccount account(int revoked) {
        return new BreakGlassAccount(
                found.size(),
                revoked,
                alreadyDead.size(),
                found.size() - revoked - alreadyDead.size(),
                users,
                unreachable().size());
    }

    /** Those that died, the most powerful first. */
    synchronized List<Token> dead() {
        return found.values().stream()
                .filter(this::isDead)
                .sorted(Power.MOST_FIRST)
                .toList();
    }

    synchronized List<Token> notDead() {
        return found.values().stream()
                .filter(token -> !isDead(token))
                .sorted(Power.MOST_FIRST)
                .toList();
    }

    synchronized List<String> unreachable() {
        List<String> all = new ArrayList<>(unreachable);
        remark.ifPresent(all::add);
        return all;
    }

    private boolean isDead(Token token) {
        return seenDead.contains(token.authorizationId()) || alreadyDead.contains(token.authorizationId());
    }
}
