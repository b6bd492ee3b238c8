package dev.patrol.azuredevops;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A token as Azure DevOps describes it; never its value.
 *
 * @param displayName free text, not unique
 * @param targetAccounts the organizations it is good for; empty for a global token
 */
public record PersonalAccessToken(
        UUID authorizationId,
        String displayName,
        List<String> scopes,
        Instant validFrom,
        Instant validTo,
        boolean allOrganizations,
        List<UUID> targetAccounts) {
    public PersonalAccessToken {
        scopes = List.copyOf(scopes);
        targetAccounts = List.copyOf(targetAccounts);
    }
}
