package dev.patrol.policies;

import dev.patrol.model.token.Token;
import java.time.Duration;
import java.util.Optional;

/** A token lives for so long at most, to the last fraction of a second; that of a day is 24 hours, whatever the zone. */
record MaximumLifetime(Duration longest) implements TokenRule {
    @Override
    public Policy policy() {
        return Policy.MAXIMUM_LIFETIME;
    }

    @Override
    public Optional<Finding> judge(TokenFacts facts) {
        Token token = facts.token();
        Duration life = Duration.between(token.validFrom(), token.validTo());
        if (life.compareTo(longest) <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                policy(),
                "Its life of " + Durations.inWords(life) + " is too long.",
                "A life of " + Durations.inWords(longest) + " at most.",
                "Have a token that lives for " + Durations.inWords(longest)
                        + " or less, give it to those that use this one, and revoke this one. Patrol rotates short-lived tokens by"
                        + " itself.",
                Optional.of(token.validFrom().plus(longest))));
    }
}
