package dev.patrol.simulator.pats;

import dev.patrol.simulator.http.AzureTime;
import dev.patrol.simulator.pats.PatOutcome.Granted;
import dev.patrol.simulator.pats.PatOutcome.Refused;
import dev.patrol.simulator.policies.Policies;
import dev.patrol.simulator.policies.PolicySwitches;
import dev.patrol.simulator.tenant.Organization;
import dev.patrol.simulator.tenant.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Creates, updates and revokes tokens by the rules of the PAT lifecycle (tokens.json 7.1 and 7.2). The documents leave
 * defaults open: a token without wished scope gets full access, one without wished expiry lives thirty days.
 */
public final class PatLifecycle {

    private static final Duration DEFAULT_LIFE = Duration.ofDays(30);
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);

    private final PatStore store;
    private final TokenValues values;
    private final PolicySwitches policies;
    private final Clock clock;

    public PatLifecycle(PatStore store, TokenValues values, PolicySwitches policies, Clock clock) {
        this.store = store;
        this.values = values;
        this.policies = policies;
        this.clock = clock;
    }

    public PatOutcome create(Organization organization, User owner, PatWish wish) {
        Instant now = clock.instant();
        if (policies.current().disableCreation()) {
            return new Refused(PatError.CREATION_POLICY);
        }
        if (wish.displayName().filter(name -> !name.isBlank()).isEmpty()) {
            return new Refused(PatError.DISPLAY_NAME_REQUIRED);
        }
        String scope = wish.scope().orElse(PatScopes.FULL);
        boolean global = wish.allOrgs().orElse(false);
        Instant validTo = wish.validTo().orElse(now.plus(DEFAULT_LIFE));
        Optional<PatError> error = offence(scope, global, validTo, now, now);
        if (error.isPresent()) {
            return new Refused(error.get());
        }
        PatToken token = new PatToken(
                UUID.randomUUID(),
                organization,
                owner,
                wish.displayName().get(),
                scope.trim(),
                global,
                AzureTime.rounded(now),
                AzureTime.rounded(allowed(validTo, now)),
                values.next(now),
                Optional.empty());
        store.add(token);
        return new Granted(token);
    }

    /** Changes the caller's own living token; a name that is not wished stays. */
    public PatOutcome update(Organization organization, User owner, UUID authorizationId, PatWish wish) {
        if (owned(organization, owner, authorizationId).isEmpty()) {
            return new Refused(PatError.AUTHORIZATION_NOT_FOUND);
        }
        Instant now = clock.instant();
        AtomicReference<PatError> offence = new AtomicReference<>();
        Optional<PatToken> changed = store.change(authorizationId, old -> {
            Optional<PatError> error = updateOffence(old, wish, now);
            offence.set(error.orElse(null));
            return error.isPresent() ? old : changed(old, wish);
        });
        if (offence.get() != null) {
            return new Refused(offence.get());
        }
        return changed.<PatOutcome>map(Granted::new).orElse(new Refused(PatError.AUTHORIZATION_NOT_FOUND));
    }

    /** The caller's own token, dead or alive. */
    public Optional<PatToken> owned(Organization organization, User owner, UUID authorizationId) {
        return store.find(authorizationId)
                .filter(token -> token.organization().equals(organization))
                .filter(token -> token.owner().equals(owner));
    }

    /**
     * Revokes a token, whoever's it is.
     *
     * @return the token if it was not revoked before
     */
    public Optional<PatToken> revoke(UUID authorizationId) {
        Instant now = clock.instant();
        AtomicReference<PatToken> revoked = new AtomicReference<>();
        store.change(authorizationId, old -> {
            if (old.revokedAt().isPresent()) {
                return old;
            }
            PatToken dead = old.revoked(now);
            revoked.set(dead);
            return dead;
        });
        return Optional.ofNullable(revoked.get());
    }

    private Optional<PatError> updateOffence(PatToken old, PatWish wish, Instant now) {
        return switch (old.status(now)) {
            case REVOKED -> Optional.of(PatError.FAILED_TO_UPDATE);
            case EXPIRED -> Optional.of(PatError.EXPIRED_CANNOT_BE_EXTENDED);
            case ALIVE ->
                wish.displayName().filter(String::isBlank).isPresent()
                        ? Optional.of(PatError.DISPLAY_NAME_REQUIRED)
                        : offence(
                                wish.scope().orElse(old.scope()),
                                wish.allOrgs().orElse(old.global()),
                                wish.validTo().orElse(old.validTo()),
                                now,
                                old.validFrom());
        };
    }

    private PatToken changed(PatToken old, PatWish wish) {
        return old.changed(
                wish.displayName().orElse(old.displayName()),
                wish.scope().map(String::trim).orElse(old.scope()),
                wish.allOrgs().orElse(old.global()),
                wish.validTo()
                        .map(validTo -> AzureTime.rounded(allowed(validTo, old.validFrom())))
                        .orElse(old.validTo()));
    }

    private Optional<PatError> offence(String scope, boolean global, Instant validTo, Instant now, Instant lifeStarts) {
        Policies rules = policies.current();
        if (!PatScopes.valid(scope)) {
            return Optional.of(PatError.INVALID_SCOPE);
        }
        if (!validTo.isAfter(now) || validTo.isAfter(now.plus(LONGEST_LIFE))) {
            return Optional.of(PatError.INVALID_VALID_TO);
        }
        if (rules.restrictGlobal() && global) {
            return Optional.of(PatError.GLOBAL_POLICY);
        }
        if (rules.restrictFullScope() && PatScopes.split(scope).contains(PatScopes.FULL)) {
            return Optional.of(PatError.FULL_SCOPE_POLICY);
        }
        if (!rules.clampLifespan() && !allowed(validTo, lifeStarts).equals(validTo)) {
            return Optional.of(PatError.LIFESPAN_POLICY);
        }
        return Optional.empty();
    }

    /** The wished expiry or, if the policy's longest life ends earlier, that end. */
    private Instant allowed(Instant wished, Instant lifeStarts) {
        Integer days = policies.current().maximumLifespanDays();
        if (days == null) {
            return wished;
        }
        Instant latest = lifeStarts.plus(Duration.ofDays(days));
        return wished.isAfter(latest) ? latest : wished;
    }
}
