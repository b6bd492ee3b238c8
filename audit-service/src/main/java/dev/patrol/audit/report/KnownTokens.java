package dev.patrol.audit.report;

import dev.patrol.model.TokenObserved;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The tokens that a report can name: the inventory, and those that events of the week tell of, which may be gone from it by now.
 * Found by authorization id, also by its first part where the audit log cuts it and only one token fits.
 */
final class KnownTokens {
    /** More than this is no inventory. */
    private static final int MOST = 50_000;

    private final Map<String, TokenObserved> inventory = new HashMap<>();
    private final NavigableMap<String, Token> told = new TreeMap<>();
    private boolean cut;

    void observe(TokenObserved observed) {
        if (hasRoomFor(inventory, observed.recordKey())) {
            inventory.put(observed.recordKey(), observed);
            told.put(observed.recordKey(), observed.token());
        }
    }

    /** The inventory does not have it any more. */
    void forget(String authorizationId) {
        inventory.remove(authorizationId);
        told.remove(authorizationId);
    }

    /** An event speaks of it. */
    void mention(Token token) {
        String id = token.authorizationId().toString();
        if (hasRoomFor(told, id)) {
            told.putIfAbsent(id, token);
        }
    }

    Stream<Token> all() {
        return told.values().stream();
    }

    /** What the inventory has and can be used after this time. */
    Stream<Token> liveAt(Instant time) {
        return inventory.values().stream()
                .filter(observed -> observed.state() == TokenState.ACTIVE)
                .map(TokenObserved::token)
                .filter(token ->
                        token.validTo().isAfter(time) && token.validFrom().isBefore(time));
    }

    /** @param reference an authorization id in lower case, or its first part; empty finds nothing */
    Optional<Token> find(String reference) {
        Map.Entry<String, Token> first = reference.isEmpty() ? null : told.ceilingEntry(reference);
        if (first == null || !first.getKey().startsWith(reference)) {
            return Optional.empty();
        }
        String second = told.higherKey(first.getKey());
        boolean onlyOne = first.getKey().equals(reference) || second == null || !second.startsWith(reference);
        return onlyOne ? Optional.of(first.getValue()) : Optional.empty();
    }

    /** Whether there were more than it has room for. */
    boolean isCut() {
        return cut;
    }

    private boolean hasRoomFor(Map<String, ?> map, String id) {
        boolean room = map.size() < MOST || map.containsKey(id);
        cut |= !room;
        return room;
    }
}
