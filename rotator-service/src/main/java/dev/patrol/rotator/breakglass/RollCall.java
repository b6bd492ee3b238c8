package dev.patrol.rotator.breakglass;

import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.GraphUser;
import dev.patrol.azuredevops.PersonalAccessToken;
import dev.patrol.azuredevops.TokenListFilter;
import dev.patrol.azuredevops.UserToken;
import dev.patrol.model.token.Redaction;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Lists the living tokens of an organization: all users' with an administrator's rights, else the caller's own. */
final class RollCall {
    /** Known to be taken; the server refuses sizes above a limit of its own. */
    private static final int PAGE = 20;
    /** Origin of service identities, which are listed among the users and are nobody who could make a token. */
    private static final String SERVICES = "vsts";

    private final AzureDevOpsClient client;
    private final String organization;
    private final Crew crew;

    RollCall(AzureDevOpsClient client, String organization, Crew crew) {
        this.client = client.urgently();
        this.organization = organization;
        this.crew = crew;
    }

    /**
     * @param now tokens that expire before are dead
     * @throws AzureDevOpsException where not even the caller's own can be listed
     */
    Roll take(Instant now) {
        List<GraphUser> users = new ArrayList<>();
        try {
            crew.patiently(() -> {
                users.clear();
                client.directoryOfUsers().forEachUser(organization, List.of(), users::add);
                return null;
            });
        } catch (AzureDevOpsException e) {
            return own(now, "The users could not be listed: " + said(e));
        }
        return all(users, now);
    }

    private Roll all(List<GraphUser> users, Instant now) {
        Queue<Token> tokens = new ConcurrentLinkedQueue<>();
        Queue<String> unreachable = new ConcurrentLinkedQueue<>();
        Queue<Optional<String>> unlisted = new ConcurrentLinkedQueue<>();
        AtomicInteger listed = new AtomicInteger();
        crew.each(users, user -> {
            try {
                tokens.addAll(crew.patiently(() -> of(user, now)));
                listed.incrementAndGet();
            } catch (AzureDevOpsException e) {
                if (e instanceof AzureDevOpsException.NotFound && SERVICES.equals(user.origin())) {
                    return;
                }
                unlisted.add(Optional.ofNullable(user.principalName()));
                unreachable.add("The tokens of " + nameOf(user) + " could not be listed: " + said(e));
            }
        });
        return listed.get() == 0 && !users.isEmpty()
                ? own(now, unreachable.element())
                : new Roll(List.copyOf(tokens), true, listed.get(), Set.copyOf(unlisted), List.copyOf(unreachable));
    }

    private List<Token> of(GraphUser user, Instant now) {
        List<Token> tokens = new ArrayList<>();
        client.tokenAdministration().forEachToken(organization, user.descriptor(), PAGE, (UserToken found) -> {
            if (found.isValid() && found.token().validTo().isAfter(now)) {
                tokens.add(describe(found.token(), Optional.ofNullable(user.principalName())));
            }
        });
        return tokens;
    }

    private Roll own(Instant now, String why) {
        List<Token> tokens = crew.patiently(() -> {
            List<Token> active = new ArrayList<>();
            client.forEachToken(
                    organization, TokenListFilter.ACTIVE, token -> active.add(describe(token, Optional.empty())));
            return active;
        });
        return new Roll(
                tokens.stream().filter(token -> token.validTo().isAfter(now)).toList(),
                false,
                1,
                Set.of(),
                List.of(why
                        + " Only the tokens of the user by whom Patrol signs in were reached. Whoever has the rights"
                        + " vso.graph and vso.tokenadministration reaches all."));
    }

    private Token describe(PersonalAccessToken token, Optional<String> owner) {
        return Token.of(
                organization,
                token.authorizationId(),
                token.displayName(),
                token.scopes(),
                token.validFrom(),
                token.validTo(),
                token.allOrganizations(),
                owner);
    }

    private static String nameOf(GraphUser user) {
        return user.principalName() == null ? user.descriptor() : user.principalName();
    }

    private static String said(AzureDevOpsException e) {
        return Redaction.redact(e.getMessage());
    }
}
