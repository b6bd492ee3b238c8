package dev.patrol.azure;

import dev.patrol.azuredevops.PersonalAccessToken;
import dev.patrol.model.token.Token;
import java.util.Optional;

/** What Patrol says of a token that Azure DevOps describes. */
public final class DescribedToken {
    private DescribedToken() {}

    /** One of the user as whom Patrol signs in, who is not named. */
    public static Token of(String organization, PersonalAccessToken token) {
        return of(organization, token, Optional.empty());
    }

    /** @param owner whose it is, as a mail address or user name where known */
    public static Token of(String organization, PersonalAccessToken token, Optional<String> owner) {
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
}
