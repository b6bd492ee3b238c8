package dev.patrol.policies;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A token is not as a policy wants it. The words say nothing that changes by itself from one day to the next, since a finding
 * whose words change is told again.
 *
 * @param found what was found, for people
 * @param allowed what the policy allows, for people
 * @param remedy what a person can do
 * @param properEnd when a token would have died that the policy allows; empty where it is not its life that is wrong
 */
public record Finding(Policy policy, String found, String allowed, String remedy, Optional<Instant> properEnd) {
    public Finding {
        requireNonNull(policy, "policy");
        requireNonNull(found, "found");
        requireNonNull(allowed, "allowed");
        requireNonNull(remedy, "remedy");
        requireNonNull(properEnd, "properEnd");
    }

    static Finding of(Policy policy, String found, String allowed, String remedy) {
        return new Finding(policy, found, allowed, remedy, Optional.empty());
    }
}
