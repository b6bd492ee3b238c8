package dev.patrol.simulator.pats;

import dev.patrol.simulator.Credential;
import dev.patrol.simulator.tenant.Organization;
import dev.patrol.simulator.tenant.User;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** All tokens ever issued. Safe for use by many threads; nothing here takes longer the more tokens there are. */
public final class PatStore {

    private record ShelfKey(UUID organization, UUID owner) {}

    private final Map<UUID, PatToken> byId = new ConcurrentHashMap<>();
    private final Map<Credential, UUID> byValue = new ConcurrentHashMap<>();
    private final Map<ShelfKey, PatShelf> shelves = new ConcurrentHashMap<>();

    public void add(PatToken token) {
        byId.put(token.authorizationId(), token);
        byValue.put(token.value(), token.authorizationId());
        shelf(token.organization(), token.owner()).put(token);
    }

    /**
     * Changes a token, one change after the other.
     *
     * @param change gives the token itself to leave it as it is
     * @return the token after the change, empty if there is none of that id
     */
    public Optional<PatToken> change(UUID authorizationId, Function<PatToken, PatToken> change) {
        return Optional.ofNullable(byId.computeIfPresent(authorizationId, (id, old) -> {
            PatToken changed = change.apply(old);
            if (changed != old) {
                shelf(old.organization(), old.owner()).replace(old, changed);
            }
            return changed;
        }));
    }

    public Optional<PatToken> find(UUID authorizationId) {
        return Optional.ofNullable(byId.get(authorizationId));
    }

    /** The token of a value, dead or alive. */
    public Optional<PatToken> holding(Credential value) {
        return Optional.ofNullable(byValue.get(value)).map(byId::get);
    }

    public PatPage page(Organization organization, User owner, PatQuery query, Instant now) {
        return shelf(organization, owner).page(query, now);
    }

    /** Every token, in no order; a view that changes with the store. */
    public Collection<PatToken> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    private PatShelf shelf(Organization organization, User owner) {
        return shelves.computeIfAbsent(new ShelfKey(organization.id(), owner.id()), key -> new PatShelf());
    }
}
