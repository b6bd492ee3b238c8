package dev.patrol.signin;

import dev.patrol.azuredevops.Credential;
import dev.patrol.azuredevops.TokenValue;

/** Who Patrol is to Azure DevOps. One for a process; closing it ends its threads. */
public sealed interface SignIn extends AutoCloseable permits UserSignIn, IdentitySignIn, PatSignIn {
    SignInWay way();

    /**
     * What the client of Azure DevOps shows. Where there is no token, a call with it ends in {@link
     * dev.patrol.azuredevops.AzureDevOpsException.NoCredential}, and nothing is sent.
     */
    Credential credential();

    /** How it stands. Cheap, and never waits for anybody. */
    SignInState state();

    /**
     * Says that Azure DevOps answered 401 for an access token that {@link #credential()} showed.
     *
     * @return whether the call is worth one more try, with another token
     */
    boolean refused(TokenValue accessToken);

    @Override
    void close();
}
