package dev.patrol.azuredevops;

import java.time.Instant;
import java.util.List;

/**
 * A token to be created.
 *
 * @param validTo when it shall die; Azure DevOps may shorten it
 * @param allOrganizations whether it is global
 */
public record TokenRequest(String displayName, List<String> scopes, Instant validTo, boolean allOrganizations) {
    public TokenRequest {
        scopes = List.copyOf(scopes);
    }
}
