package dev.patrol.simulator.inspection;

import dev.patrol.simulator.pats.PatStore;
import dev.patrol.simulator.pats.PatToken;
import dev.patrol.simulator.vault.SecretVault;
import dev.patrol.simulator.vault.SecretVault.Standing;
import dev.patrol.simulator.vault.SecretVersion;
import dev.patrol.simulator.vault.VaultRefusal;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is true in the simulated systems, without any secret value. */
public final class Facts {

    private final PatStore store;
    private final SecretVault vault;
    private final Clock clock;

    public Facts(PatStore store, SecretVault vault, Clock clock) {
        this.store = store;
        this.vault = vault;
        this.clock = clock;
    }

    /** The tokens of an organization, or of all, oldest first. */
    public List<TokenFact> tokens(Optional<String> organization) {
        Instant now = clock.instant();
        return store.all().stream()
                .filter(token -> organization
                        .map(name -> name.equalsIgnoreCase(token.organization().name()))
                        .orElse(true))
                .sorted(Comparator.comparing(PatToken::validFrom)
                        .thenComparing(PatToken::displayName)
                        .thenComparing(PatToken::authorizationId))
                .map(token -> TokenFact.of(token, now))
                .toList();
    }

    public Optional<TokenFact> token(UUID authorizationId) {
        return store.find(authorizationId).map(token -> TokenFact.of(token, clock.instant()));
    }

    /** Every version of every secret that is not deleted. */
    public List<SecretFact> secrets() {
        return vault.everything().stream().map(this::fact).toList();
    }

    /** The versions of one secret; empty if there is none of that name. */
    public List<SecretFact> secret(String name) {
        return vault.everythingOf(name).stream().map(this::fact).toList();
    }

    public List<String> deletedSecrets() {
        return vault.deletedNames();
    }

    /** Whether the latest version of a secret can be read and is the token's value. */
    public boolean secretHoldsToken(String secretName, UUID authorizationId) {
        try {
            SecretVersion latest = vault.get(secretName, Optional.empty());
            return store.find(authorizationId)
                    .filter(token -> token.value().equals(latest.value()))
                    .isPresent();
        } catch (VaultRefusal refused) {
            return false;
        }
    }

    private SecretFact fact(Standing standing) {
        SecretVersion version = standing.version();
        return new SecretFact(
                version.name(),
                version.version(),
                standing.latest(),
                version.enabled(),
                store.holding(version.value()).map(PatToken::authorizationId).orElse(null),
                version.contentType(),
                version.created(),
                version.expires().orElse(null),
                version.tags());
    }
}
