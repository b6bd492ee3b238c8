package dev.patrol.audit.inventory;

import dev.patrol.model.token.Lineage;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lineages by authorization id. An id that the audit log cut is taken where it is the beginning of exactly one token's id;
 * where it fits two, there is no guess.
 */
final class LineageIndex {
    static final LineageIndex EMPTY = new LineageIndex(Map.of());

    private final NavigableMap<String, Lineage> byAuthorizationId;

    LineageIndex(Map<String, Lineage> byAuthorizationId) {
        this.byAuthorizationId = Collections.unmodifiableNavigableMap(new TreeMap<>(byAuthorizationId));
    }

    /**
     * @param reference an authorization id in lower case, or its first part; empty finds nothing
     */
    Optional<Lineage> find(String reference) {
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<String, Lineage> first = byAuthorizationId.ceilingEntry(reference);
        if (first == null || !first.getKey().startsWith(reference)) {
            return Optional.empty();
        }
        String second = byAuthorizationId.higherKey(first.getKey());
        boolean onlyOne = second == null || !second.startsWith(reference);
        return onlyOne ? Optional.of(first.getValue()) : Optional.empty();
    }
}
