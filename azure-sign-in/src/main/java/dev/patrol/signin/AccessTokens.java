package dev.patrol.signin;

import dev.patrol.azuredevops.AzureDevOpsException.NoCredential;
import dev.patrol.azuredevops.Credential;
import dev.patrol.azuredevops.TokenValue;

/** Makes a credential of a token that is renewed. */
final class AccessTokens {
    private AccessTokens() {}

    static Credential credentialOf(RenewedToken token) {
        return Credential.bearer(() -> shown(token), token::refused);
    }

    private static TokenValue shown(RenewedToken token) {
        try {
            return token.current();
        } catch (SignInException e) {
            throw new NoCredential(e.getMessage());
        }
    }
}
