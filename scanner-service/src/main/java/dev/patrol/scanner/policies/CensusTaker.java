package dev.patrol.scanner.policies;

import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.AzureDevOpsException.Forbidden;
import dev.patrol.azuredevops.AzureDevOpsException.NotFound;
import dev.patrol.azuredevops.AzureDevOpsException.Unauthorized;
import dev.patrol.azuredevops.GraphUser;
import dev.patrol.azuredevops.PersonalAccessToken;
import dev.patrol.model.token.Token;
import dev.patrol.policies.TokenFacts.Owner;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Lists all users' living tokens where Patrol's credential may: with {@code vso.graph} and {@code vso.tokenadministration}. A
 * request for each user, one after the other: this is for the policies, which have time, and not for what expires.
 */
final class CensusTaker {
    private static final Logger LOG = Logger.getLogger(CensusTaker.class);
    /** Known to be taken; the server refuses sizes above a limit of its own. */
    private static final int PAGE = 20;

    private static final String HELP =
            " Patrol judges only the tokens of the user by whom it signs in, and does not know owners."
                    + " Whoever has the rights vso.graph and vso.tokenadministration sees all.";

    private final AzureDevOpsClient client;
    private final String organization;
    private final Guard retries;

    CensusTaker(AzureDevOpsClient client, String organization, Guard retries) {
        this.client = client;
        this.organization = organization;
        this.retries = retries;
    }

    /** @param now tokens that expire before are dead */
    Census take(Instant now) {
        List<GraphUser> users;
        try {
            users = patiently(() -> {
                List<GraphUser> listed = new ArrayList<>();
                client.directoryOfUsers().forEachUser(organization, List.of(), listed::add);
                return listed;
            });
        } catch (AzureDevOpsException e) {
            return brokenOff(Map.of(), e, "The users of " + organization + " are not listed.");
        }
        Map<UUID, Census.Owned> tokens = new HashMap<>();
        for (GraphUser user : users) {
            try {
                tokens.putAll(patiently(() -> of(user, now)));
            } catch (AzureDevOpsException e) {
                if (!hasNoTokens(e)) {
                    return brokenOff(tokens, e, "The tokens of other users of " + organization + " are not listed.");
                }
            }
        }
        return new Census(tokens, true, Optional.empty(), List.of());
    }

    private Map<UUID, Census.Owned> of(GraphUser user, Instant now) {
        Map<UUID, Census.Owned> tokens = new HashMap<>();
        Owner owner = new Owner(
                Objects.requireNonNullElse(user.principalName(), user.descriptor()),
                Objects.requireNonNullElse(user.origin(), ""));
        client.tokenAdministration().forEachToken(organization, user.descriptor(), PAGE, found -> {
            if (found.isValid() && found.token().validTo().isAfter(now)) {
                Token token = describe(found.token(), owner);
                tokens.put(token.authorizationId(), new Census.Owned(token, owner));
            }
        });
        return tokens;
    }

    private Census brokenOff(Map<UUID, Census.Owned> tokens, AzureDevOpsException e, String what) {
        LOG.warnf("%s %s", what, e.getMessage());
        boolean refused = e instanceof Unauthorized || e instanceof Forbidden;
        return new Census(
                tokens,
                false,
                refused ? Optional.of(what + HELP) : Optional.empty(),
                List.of(refused ? what + HELP : what + " " + e.getMessage()));
    }

    /** The directory lists identities of Azure DevOps itself, and users who have just left, whom the token administration may not know. */
    private static boolean hasNoTokens(AzureDevOpsException failure) {
        return failure instanceof NotFound unknown && unknown.saidByTheApi();
    }

    private Token describe(PersonalAccessToken token, Owner owner) {
        return Token.of(
                organization,
                token.authorizationId(),
                Objects.requireNonNullElse(token.displayName(), ""),
                token.scopes(),
                token.validFrom(),
                token.validTo(),
                token.allOrganizations(),
                Optional.of(owner.name()));
    }

    @SuppressWarnings("unchecked")
    private <T> T patiently(Supplier<T> call) {
        return (T) retries.get(call::get, Object.class);
    }
}
