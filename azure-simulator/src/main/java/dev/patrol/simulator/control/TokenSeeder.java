package dev.patrol.simulator.control;

import dev.patrol.simulator.audit.Actor;
import dev.patrol.simulator.audit.AuditAction;
import dev.patrol.simulator.audit.AuditTrail;
import dev.patrol.simulator.http.AzureTime;
import dev.patrol.simulator.pats.PatScopes;
import dev.patrol.simulator.pats.PatStore;
import dev.patrol.simulator.pats.PatToken;
import dev.patrol.simulator.pats.TokenValues;
import dev.patrol.simulator.tenant.Organization;
import dev.patrol.simulator.tenant.Organizations;
import dev.patrol.simulator.tenant.User;
import dev.patrol.simulator.tenant.UserDirectory;
import dev.patrol.simulator.vault.SecretProperties;
import dev.patrol.simulator.vault.SecretVault;
import dev.patrol.simulator.vault.VaultRefusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Puts tokens into organizations, and their values into secrets, past all rules. */
public final class TokenSeeder {

    private static final Duration LIFE = Duration.ofDays(30);

    private final Organizations organizations;
    private final UserDirectory users;
    private final User serviceUser;
    private final PatStore store;
    private final TokenValues values;
    private final SecretVault vault;
    private final AuditTrail audit;
    private final Clock clock;

    public TokenSeeder(
            Organizations organizations,
            UserDirectory users,
            User serviceUser,
            PatStore store,
            TokenValues values,
            SecretVault vault,
            AuditTrail audit,
            Clock clock) {
        this.organizations = organizations;
        this.users = users;
        this.serviceUser = serviceUser;
        this.store = store;
        this.values = values;
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @return the ids of the new tokens, in the order of their numbers
     * @throws IllegalArgumentException if there is no such organization, or the secret's name is refused
     */
    public List<UUID> seed(TokenSeed seed) {
        Organization organization =
                seed.organization() == null ? organizations.all().get(0) : organizations.existing(seed.organization());
        User owner = seed.owner() == null ? serviceUser : users.named(seed.owner());
        List<UUID> ids = new ArrayList<>(seed.count());
        for (int number = 1; number <= seed.count(); number++) {
            PatToken token = token(seed, organization, owner, number);
            store.add(token);
            if (seed.secretName() != null) {
                keep(token, seed.secretName(number), Map.of());
            }
            if (seed.audited()) {
                audit.record(
                        AuditAction.PAT_CREATED,
                        token,
                        new Actor(owner.id(), owner.principalName(), "UserAuthToken", "127.0.0.1", ""));
            }
            ids.add(token.authorizationId());
        }
        return ids;
    }

    /**
     * Puts the value of a token into a secret, as a new version.
     *
     * @param tags tags beside the one that names the token
     * @throws IllegalArgumentException if there is no such token, or the secret's name is refused
     */
    public String keep(UUID authorizationId, String secretName, Map<String, String> tags) {
        return keep(existing(authorizationId), secretName, tags);
    }

    /** The same without any tags. */
    public String keepUntagged(UUID authorizationId, String secretName) {
        return set(existing(authorizationId), secretName, Map.of());
    }

    private PatToken existing(UUID authorizationId) {
        return store.find(authorizationId)
                .orElseThrow(() -> new IllegalArgumentException("There is no token " + authorizationId + "."));
    }

    private String keep(PatToken token, String secretName, Map<String, String> more) {
        Map<String, String> tags = new LinkedHashMap<>(more);
        tags.put("authorization-id", token.authorizationId().toString());
        return set(token, secretName, tags);
    }

    private String set(PatToken token, String secretName, Map<String, String> tags) {
        SecretProperties properties = new SecretProperties(
                Optional.of("application/x-pat-token"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(token.validTo()),
                Optional.of(tags));
        try {
            return vault.set(secretName, token.value().reveal(), properties).version();
        } catch (VaultRefusal e) {
            throw new IllegalArgumentException("'secretName': " + e.getMessage(), e);
        }
    }

    private PatToken token(TokenSeed seed, Organization organization, User owner, int number) {
        Instant now = clock.instant();
        Instant validFrom = Optional.ofNullable(seed.validFrom()).orElse(now);
        Instant validTo = Optional.ofNullable(seed.validTo()).orElse(validFrom.plus(LIFE));
        return new PatToken(
                UUID.randomUUID(),
                organization,
                owner,
                seed.displayName(number),
                seed.scope() == null ? PatScopes.FULL : seed.scope(),
                seed.allOrgs(),
                AzureTime.rounded(validFrom),
                AzureTime.rounded(validTo),
                values.next(validFrom),
                seed.revoked() ? Optional.of(now) : Optional.empty());
    }
}
