package dev.patrol.signin;

import dev.patrol.azuredevops.Credential;

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

    @Override
    void close();
}
