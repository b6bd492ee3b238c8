package dev.patrol.signin;

import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.AzureDevOpsException.Unauthorized;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether the PAT lifecycle API takes this kind of credential at all, asked once at the start instead of learning it call by
 * call. Source: azure-devops-docs, "manage personal access tokens using REST API": the API takes delegated access tokens of a
 * user, no personal access token, and no service principal or managed identity.
 */
public final class LifecycleCheck {
    private static final UUID NO_TOKEN = new UUID(0, 0);

    private LifecycleCheck() {}

    /**
     * What is wrong and what helps, where the API refuses the credential; empty where it takes it. Reads, changes nothing.
     *
     * @throws AzureDevOpsException where the answer says nothing of the credential, for example because Azure DevOps is away
     */
    public static Optional<String> refusal(SignInWay way, AzureDevOpsClient client, String organization) {
        try {
            client.findToken(organization, NO_TOKEN);
            return Optional.empty();
        } catch (Unauthorized refused) {
            return Optional.of(words(way, organization, refused.getMessage()));
        }
    }

    static String words(SignInWay way, String organization, String said) {
        String meaning = said.contains("TF400813")
                ? " TF400813 says that Azure DevOps may know who calls, but not let this credential do this."
                : "";
        return "The PAT lifecycle API of the organization " + organization
                + " refuses the credential that AZURE_DEVOPS_AUTH=" + way.configured() + " gives. " + reason(way)
                + meaning;
    }

    private static String reason(SignInWay way) {
        return switch (way) {
            case PAT ->
                "It takes the access token of a user who has signed in, and no personal access token, whatever its scope."
                        + " Set AZURE_DEVOPS_AUTH=entra-user and sign in with ./patrol login; a new token in"
                        + " AZURE_DEVOPS_ADMIN_PAT does not help.";
            case AZURE_IDENTITY ->
                "A service principal or managed identity represents no user, so it has no tokens to manage. Set"
                        + " AZURE_DEVOPS_AUTH=entra-user and sign in as a service user with ./patrol login; this identity can"
                        + " still be used for the audit log and the token administration.";
            case ENTRA_USER ->
                "The kind is right. Check that the user who signed in is a member of the organization, that the organization"
                        + " belongs to the tenant in AZURE_DEVOPS_TENANT_ID, and that the app registration has both vso.pats and"
                        + " vso.pats_manage; then sign in again with ./patrol login.";
        };
    }
}
