package dev.patrol.cli.azure;

import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.TokenValue;
import dev.patrol.signin.SignIn;
import java.util.Optional;

/**
 * An organization as it is reached.
 *
 * @param name as in {@code https://dev.azure.com/<name>}
 * @param pat the personal access token, where that is the credential
 */
public record Organization(String name, SignIn signIn, Optional<TokenValue> pat, AzureDevOpsClient client)
        implements AutoCloseable {
    /**
     * Whether Azure DevOps takes the credential as such. Nothing tells a dead personal access token from one of the wrong
     * kind but a read that takes every kind; an access token was issued a moment ago.
     *
     * @throws dev.patrol.azuredevops.AzureDevOpsException where nothing was said of it
     */
    public boolean isAccepted() {
        return pat.map(value -> client.authenticates(name, value)).orElse(true);
    }

    @Override
    public void close() {
        signIn.close();
    }
}
