package dev.patrol.rotator.commands;

import dev.patrol.azure.DescribedToken;
import dev.patrol.model.token.Token;
import dev.patrol.rotator.revocation.Deaths;
import dev.patrol.rotator.secrets.Vaults;
import dev.patrol.rotator.tokens.TokenApi;
import dev.patrol.rotator.tokens.TokenApis;
import dev.patrol.secrets.StaysDead;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Which secrets hold a token that is dead, and what is known of its death. */
@ApplicationScoped
class DeadTokens {
    private final TokenApis tokens;
    private final Vaults vaults;
    private final Deaths deaths;

    DeadTokens(TokenApis tokens, Vaults vaults, Deaths deaths) {
        this.tokens = tokens;
        this.vaults = vaults;
        this.deaths = deaths;
    }

    /**
     * The dead tokens of one organization.
     *
     * @param compromised which of them, or of others, were found to be in wrong hands
     * @param revokedForGood which of them, or of others, were revoked on purpose, without a successor
     */
    record Dead(List<Token> tokens, Set<UUID> compromised, Set<UUID> revokedForGood) {}

    /** By the tags of the secrets that Patrol has stored, what Azure DevOps says of their tokens, and the topics. */
    Dead of(String organization) {
        return of(organization, id -> true);
    }

    /** The same, but only those of these ids. */
    Dead among(Set<UUID> authorizationIds, String organization) {
        return of(organization, authorizationIds::contains);
    }

    private Dead of(String organization, Predicate<UUID> wanted) {
        Map<UUID, Set<StaysDead>> held = new HashMap<>();
        // Secrets are read before tokens are, or a successor that a rotation makes and stores meanwhile would be taken
        // for dead.
        vaults.of(organization).forEachManaged(organization, secret -> secret.authorizationId()
                .filter(wanted)
                .ifPresent(id -> held.put(id, secret.staysDead())));
        TokenApi api = tokens.of(organization);
        api.allAlive().forEach(token -> held.remove(token.authorizationId()));
        List<Token> dead = api.describeDead(held.keySet()).stream()
                .map(token -> DescribedToken.of(organization, token))
                .toList();
        return new Dead(dead, staysDead(StaysDead.COMPROMISED, held), staysDead(StaysDead.REVOKED_FOR_GOOD, held));
    }

    /** The topics know what was said just now, the tags what was said long ago. */
    private Set<UUID> staysDead(StaysDead why, Map<UUID, Set<StaysDead>> held) {
        Set<UUID> all = new HashSet<>(deaths.of(why));
        held.forEach((id, tagged) -> {
            if (tagged.contains(why)) {
                all.add(id);
            }
        });
        return all;
    }
}
