package dev.patrol.signin;

import dev.patrol.azuredevops.Credential;
import dev.patrol.azuredevops.TokenValue;
import java.util.Optional;

/** With a personal access token, which nobody here can renew. */
public final class PatSignIn implements SignIn {
    private final Credential credential;

    public PatSignIn(TokenValue pat) {
        this.credential = Credential.pat(pat);
    }

    @Override
    public SignInWay way() {
        return SignInWay.PAT;
    }

    @Override
    public Credential credential() {
        return credential;
    }

    @Override
    public SignInState state() {
        return new SignInState.SignedIn(
                "the owner of the personal access token in AZURE_DEVOPS_ADMIN_PAT", Optional.empty());
    }

    @Override
    public void close() {
        // There is nothing to end.
    }
}
