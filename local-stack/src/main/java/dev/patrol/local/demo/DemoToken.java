package dev.patrol.local.demo;

import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * A token of the demo.
 *
 * @param lifeLeft negative for one that has expired
 */
public record DemoToken(
        String displayName, String scope, Duration lifeLeft, boolean revoked, boolean global, Fate fate) {

    static DemoToken of(String displayName, String scope, int daysLeft, Fate fate) {
        // Not a whole number of days: the demo does not depend on the second at which a scan runs.
        return new DemoToken(displayName, scope, Duration.ofDays(daysLeft).minusHours(3), false, false, fate);
    }

    DemoToken thatIsRevoked() {
        return new DemoToken(displayName, scope, lifeLeft, true, global, fate);
    }

    DemoToken thatIsGlobal() {
        return new DemoToken(displayName, scope, lifeLeft, revoked, true, fate);
    }

    boolean aliveAtFirst() {
        return !revoked && !lifeLeft.isNegative();
    }

    /** As the services will describe it. */
    Token describe(String organization, UUID id, Instant validFrom, Instant validTo) {
        return Token.of(
                organization,
                id,
                displayName,
                Arrays.asList(scope.split(" ")),
                validFrom,
                validTo,
                global,
                Optional.empty());
    }
}
