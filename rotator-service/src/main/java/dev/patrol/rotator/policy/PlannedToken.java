package dev.patrol.rotator.policy;

import static java.util.Objects.requireNonNull;

import dev.patrol.model.CreateToken;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.util.List;

/**
 * A token that a command would have made.
 *
 * @param organization in lower case
 * @param displayName what it would be called
 * @param validity how long it would live
 * @param allOrganizations whether it would be a global token
 */
public record PlannedToken(
        String organization, String displayName, List<String> scopes, Duration validity, boolean allOrganizations) {
    public PlannedToken {
        requireNonNull(organization, "organization");
        requireNonNull(displayName, "displayName");
        scopes = List.copyOf(scopes);
        requireNonNull(validity, "validity");
    }

    public static PlannedToken of(CreateToken asked) {
        return new PlannedToken(
                asked.concernedOrganization(), asked.displayName(), asked.scopes(), asked.validity(), false);
    }

    /** What would be issued anew for one that is dead. */
    public static PlannedToken successorOf(Token dead, Duration validity) {
        return new PlannedToken(
                dead.organization(), dead.successorName(), dead.scopes(), validity, dead.allOrganizations());
    }
}
