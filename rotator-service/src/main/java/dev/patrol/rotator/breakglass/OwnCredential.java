package dev.patrol.rotator.breakglass;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.OrganizationAccess;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.model.token.Token;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The token by which Patrol itself signs in, where it is one: without it nothing can be finished or seen. Azure DevOps does not
 * tell a caller which of the tokens it calls with, so a person has to.
 */
@ApplicationScoped
class OwnCredential {
    private static final List<String> POWERS = List.of("vso.tokenadministration", "vso.tokens", "vso.pats");

    private final Optional<UUID> known;
    private final Set<String> byToken;

    @Inject
    OwnCredential(BreakGlassSettings settings, AzureDevOpsSettings azure, SignInSettings signIn) {
        this(
                settings.ownCredential(),
                OrganizationAccess.all(azure, signIn).stream()
                        .filter(access -> access.signIn().auth().equals("pat"))
                        .map(OrganizationAccess::name)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** @param byToken organizations to which Patrol signs in by a token, in lower case */
    OwnCredential(Optional<UUID> known, Set<String> byToken) {
        this.known = known;
        this.byToken = byToken;
    }

    /** Whether somebody has said which it is. */
    boolean isKnown() {
        return known.isPresent();
    }

    /** Whether a token is it; where nobody has said which is, whether it has the power that Patrol needs. */
    boolean mayBe(Token token) {
        return known.isPresent()
                ? known.get().equals(token.authorizationId())
                : byToken.contains(token.organization()) && couldBe(token);
    }

    private static boolean couldBe(Token token) {
        return token.isFullScope()
                || token.scopes().stream().anyMatch(scope -> POWERS.stream().anyMatch(scope::startsWith));
    }
}
