package dev.patrol.cli.tokens;

import dev.patrol.model.TokenObserved;
import dev.patrol.model.token.TokenState;
import dev.patrol.service.text.Glob;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which tokens are asked for: those that fit all that is given.
 *
 * @param organizations in lower case; none: any
 * @param name over display names
 * @param states none: any
 * @param expiringBefore only tokens that can still be used, and die by themselves before this
 */
record TokenQuery(
        Set<String> organizations, Optional<Glob> name, Set<TokenState> states, Optional<Instant> expiringBefore)
        implements Predicate<TokenObserved> {

    @Override
    public boolean test(TokenObserved observed) {
        return (organizations.isEmpty()
                        || organizations.contains(observed.token().organization()))
                && name.map(glob -> glob.matches(observed.token().displayName()))
                        .orElse(true)
                && (states.isEmpty() || states.contains(observed.state()))
                && expiringBefore.map(time -> expiresBefore(observed, time)).orElse(true);
    }

    private static boolean expiresBefore(TokenObserved observed, Instant time) {
        return observed.state() == TokenState.ACTIVE
                && observed.token().validTo().isBefore(time);
    }
}
