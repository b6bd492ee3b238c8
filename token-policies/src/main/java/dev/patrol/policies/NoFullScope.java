package dev.patrol.policies;

import dev.patrol.model.PolicyViolated;
import java.util.Optional;

/** Tokens have named scopes. In the words of the event, which the rotator announces too. */
record NoFullScope() implements TokenRule {
    @Override
    public Policy policy() {
        return Policy.NO_FULL_SCOPE;
    }

    @Override
    public Optional<Finding> judge(TokenFacts facts) {
        if (!facts.token().isFullScope()) {
            return Optional.empty();
        }
        PolicyViolated told = PolicyViolated.fullScope(facts.token());
        return Optional.of(Finding.of(policy(), told.found(), told.allowed(), told.remedy()));
    }
}
