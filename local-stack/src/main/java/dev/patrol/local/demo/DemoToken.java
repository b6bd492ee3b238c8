package dev.patrol.local.demo;

import dev.patrol.local.dependents.Dependents;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A token of the demo.
 *
 * @param lifeLeft negative for one that has expired
 * @param dependents who is registered as reading its secret
 */
public record DemoToken(
        String displayName,
        String scope,
        Duration lifeLeft,
        boolean revoked,
        boolean global,
        Fate fate,
        Dependents dependents) {

    /** As patrol.policies.maximum-lifetime is by default. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(90);

    static DemoToken of(String displayName, String scope, int daysLeft, Fate fate) {
        // Not a whole number of days: the demo does not depend on the second at which a scan runs.
        return new DemoToken(
                displayName, scope, Duration.ofDays(daysLeft).minusHours(3), false, false, fate, Dependents.NONE);
    }

    DemoToken thatIsRevoked() {
        return new DemoToken(displayName, scope, lifeLeft, true, global, fate, dependents);
    }

    DemoToken thatIsGlobal() {
        return new DemoToken(displayName, scope, lifeLeft, revoked, true, fate, dependents);
    }

    DemoToken readBy(String... names) {
        return with(new Dependents(List.of(names), dependents.silent()));
    }

    DemoToken neverAcknowledgedBy(String... names) {
        return with(new Dependents(dependents.acknowledging(), List.of(names)));
    }

    private DemoToken with(Dependents registered) {
        return new DemoToken(displayName, scope, lifeLeft, revoked, global, fate, registered);
    }

    /** What is to become of it. */
    String destiny() {
        if (dependents.allAcknowledge()) {
            return fate.words() + ", acknowledged by all";
        }
        return dependents.silent().isEmpty()
                ? fate.words()
                : fate.words() + " without " + String.join(", ", dependents.silent());
    }

    boolean aliveAtFirst() {
        return !revoked && !lifeLeft.isNegative();
    }

    /** Whether a scan finds it not to be as the policies want it. */
    boolean breaksPolicy() {
        boolean livesTooLong = lifeLeft.plus(DemoOrganization.AGE).compareTo(LONGEST_LIFE) > 0;
        boolean isSuspect = fate == Fate.FORBIDDEN || fate == Fate.AMBIGUOUS;
        return aliveAtFirst() && (global || livesTooLong || isSuspect);
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
