package dev.patrol.rotator.policy;

import static java.util.Objects.requireNonNull;

import dev.patrol.model.CreateToken;
import dev.patrol.model.DeclareToken;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A token that a command would have made.
 *
 * @param organization in lower case
 * @param displayName what it would be called
 * @param validity how long it would live
 * @param allOrganizations whether it would be a global token
 * @param requestedBy who asks for it; empty where it brings back what there was
 */
public record PlannedToken(
        String organization,
        String displayName,
        List<String> scopes,
        Duration validity,
        boolean allOrganizations,
        Optional<String> requestedBy) {
    public PlannedToken {
        requireNonNull(organization, "organization");
        requireNonNull(displayName, "displayName");
        scopes = List.copyOf(scopes);
        requireNonNull(validity, "validity");
        requireNonNull(requestedBy, "requestedBy");
    }

    public static PlannedToken of(CreateToken asked) {
        return new PlannedToken(
                asked.concernedOrganization(),
                asked.displayName(),
                asked.scopes(),
                asked.validity(),
                false,
                Optional.of(asked.requestedBy()));
    }

    /** What is declared of a lineage, so that its next tokens would be like that. */
    public static PlannedToken of(DeclareToken asked, Lineage lineage) {
        return new PlannedToken(
                lineage.organization(),
                asked.displayName(),
                asked.declaration().scopes(),
                asked.declaration().validity(),
                false,
                Optional.of(asked.requestedBy()));
    }

    /** What would be issued anew for one that is dead. */
    public static PlannedToken successorOf(Token dead, Duration validity) {
        return new PlannedToken(
                dead.organization(),
                dead.successorName(),
                dead.scopes(),
                validity,
                dead.allOrganizations(),
                Optional.empty());
    }
}
