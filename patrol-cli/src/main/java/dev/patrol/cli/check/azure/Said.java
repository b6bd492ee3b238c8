package dev.patrol.cli.check.azure;

import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.AzureDevOpsException.Forbidden;
import dev.patrol.azuredevops.AzureDevOpsException.NotFound;
import dev.patrol.azuredevops.AzureDevOpsException.Throttled;
import dev.patrol.azuredevops.AzureDevOpsException.Unavailable;
import dev.patrol.azuredevops.AzureDevOpsException.UnexpectedAnswer;

/** What the client says of a failed call, and what mends it in terms of the settings. */
final class Said {
    private Said() {}

    static String by(AzureDevOpsException failure) {
        return failure.getMessage() + remedy(failure);
    }

    private static String remedy(AzureDevOpsException failure) {
        if (failure instanceof NotFound) {
            return " They are in AZURE_DEVOPS_ORG and AZURE_DEVOPS_URL.";
        }
        if (failure instanceof Forbidden) {
            return " Give the user access to the organization, and look at the organization's policies.";
        }
        if (failure instanceof Throttled) {
            return " The rate limit is used up: run ./patrol check again in some minutes.";
        }
        if (failure instanceof Unavailable) {
            return " If that goes on, check AZURE_DEVOPS_URL and https://status.dev.azure.com.";
        }
        return failure instanceof UnexpectedAnswer
                ? " Check that AZURE_DEVOPS_URL is Azure DevOps', and that no proxy answers in its place."
                : "";
    }
}
