package dev.patrol.cli.azure;

import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.signin.SignIn;

/**
 * An organization as it is reached.
 *
 * @param name as in {@code https://dev.azure.com/<name>}
 */
public record Organization(String name, SignIn signIn, AzureDevOpsClient client) implements AutoCloseable {
    @Override
    public void close() {
        signIn.close();
    }
}
