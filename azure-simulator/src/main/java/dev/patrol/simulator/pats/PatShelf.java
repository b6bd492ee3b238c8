package dev.patrol.simulator.pats;

import dev.patrol.simulator.pats.PatQuery.SortKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The tokens of one owner in one organization, kept in the orders in which they are listed: a page costs what it
 * holds, however many tokens there are. Guarded by its own monitor.
 */
final class PatShelf {

    private final NavigableMap<SortKey, PatToken> byName = new TreeMap<>();
    private final NavigableMap<SortKey, PatToken> byDate = new TreeMap<>();

    synchronized void put(PatToken token) {
        byName.put(nameKey(token), token);
        byDate.put(dateKey(token), token);
    }

    synchronized void replace(PatToken old, PatToken token) {
        byName.remove(nameKey(old));
        byDate.remove(dateKey(old));
        put(token);
    }

    synchronized PatPage page(PatQuery query, Instant now) {
        NavigableMap<SortKey, PatToken> rest = ordered(query, now);
        if (query.after().isPresent()) {
            rest = rest.tailMap(query.after().get(), false);
        }
        List<PatToken> found = new ArrayList<>(query.top());
        SortKey last = null;
        for (var entry : rest.entrySet()) {
            if (!query.filter().accepts(entry.getValue().status(now))) {
                continue;
            }
            if (found.size() == query.top()) {
                return new PatPage(List.copyOf(found), query.continuation(last));
            }
            found.add(entry.getValue());
            last = entry.getKey();
        }
        return new PatPage(List.copyOf(found), "");
    }

    private NavigableMap<SortKey, PatToken> ordered(PatQuery query, Instant now) {
        NavigableMap<SortKey, PatToken> ascending =
                switch (query.sortBy()) {
                    case DISPLAYNAME -> byName;
                    case DISPLAYDATE -> byDate;
                    case STATUS -> byStatus(now);
                };
        return query.ascending() ? ascending : ascending.descendingMap();
    }

    /** The one order that time changes, hence made when asked for. */
    private NavigableMap<SortKey, PatToken> byStatus(Instant now) {
        NavigableMap<SortKey, PatToken> ordered = new TreeMap<>();
        byName.forEach(
                (key, token) -> ordered.put(new SortKey(token.status(now).ordinal() + key.text(), key.id()), token));
        return ordered;
    }

    private static SortKey nameKey(PatToken token) {
        return new SortKey(
                token.displayName().toLowerCase(Locale.ROOT),
                token.authorizationId().toString());
    }

    static SortKey dateKey(PatToken token) {
        return new SortKey(
                String.format(Locale.ROOT, "%020d", token.validTo().toEpochMilli()),
                token.authorizationId().toString());
    }
}
