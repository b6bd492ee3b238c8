package dev.patrol.cli.check.azure;

import dev.patrol.azuredevops.AzureDevOpsException;

/** What the client says of a failed call. */
final class Said {
    private Said() {}

    static String by(AzureDevOpsException failure) {
        return failure.getMessage();
    }
}
