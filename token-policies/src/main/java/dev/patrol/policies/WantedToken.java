package dev.patrol.policies;

import static java.util.Objects.requireNonNull;

import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A token that somebody asks for.
 *
 * @param requestedBy who asks, as a command says; empty where nobody says
 */
public record WantedToken(
        String organization,
        String displayName,
        List<String> scopes,
        Duration validity,
        boolean allOrganizations,
        Optional<String> requestedBy) {
    private static final UUID NONE_YET = new UUID(0, 0);

    public WantedToken {
        requireNonNull(organization, "organization");
        requireNonNull(displayName, "displayName");
        scopes = List.copyOf(scopes);
        requireNonNull(validity, "validity");
        requireNonNull(requestedBy, "requestedBy");
    }

    /** What would be known of it. That who asks is a user of Entra is not asked: the token will be Patrol's own user's. */
    TokenFacts asFacts() {
        Token token = Token.of(
                organization,
                NONE_YET,
                displayName,
                scopes,
                Instant.EPOCH,
                Instant.EPOCH.plus(validity),
                allOrganizations,
                Optional.empty());
        return new TokenFacts(token, requestedBy.map(name -> new TokenFacts.Owner(name, "aad")), Optional.empty());
    }
}
