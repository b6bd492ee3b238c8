package dev.patrol.rotator.policy;

import dev.patrol.model.Severity;
import dev.patrol.model.token.Token;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Patrol makes no token with full access. */
@ApplicationScoped
class NamedScopes implements CreationPolicy {
    @Override
    public Optional<Objection> objectionTo(PlannedToken planned) {
        return planned.scopes().contains(Token.FULL_SCOPE)
                ? Optional.of(new Objection(
                        Severity.HIGH,
                        "no-full-scope",
                        "The token would have full access (" + Token.FULL_SCOPE + ").",
                        "Ask for a token with only the scopes that its dependents need, for example vso.code."))
                : Optional.empty();
    }
}
