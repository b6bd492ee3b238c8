package dev.patrol.signin;

import dev.patrol.azuredevops.TokenValue;
import java.util.Optional;

/** Gets a new access token; takes as long as that takes. */
@FunctionalInterface
interface AccessTokenSource {
    /**
     * @param held the token that is to be replaced, which does not come back
     * @throws SignInException if there is none
     */
    AccessToken renew(Optional<TokenValue> held);
}
