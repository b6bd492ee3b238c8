package dev.patrol.rotator.policy;

import dev.patrol.model.Severity;
import dev.patrol.model.token.Scopes;
import dev.patrol.model.token.Token;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Patrol makes no token with full access. Azure DevOps takes scopes as one text of words: so one that is not a word may be read
 * as several there, and is none.
 */
@ApplicationScoped
class NamedScopes implements CreationPolicy {
    private static final String REMEDY =
            "Ask for a token with only the scopes that its dependents need, for example vso.code.";
    private static final Pattern WORD = Pattern.compile("[\\w.-]+");

    @Override
    public Optional<Objection> objectionTo(PlannedToken planned) {
        if (Scopes.areFull(planned.scopes())) {
            return Optional.of(new Objection(
                    Severity.HIGH,
                    "no-full-scope",
                    "The token would have full access (" + Token.FULL_SCOPE + ").",
                    REMEDY));
        }
        return planned.scopes().stream().allMatch(scope -> WORD.matcher(scope).matches())
                ? Optional.empty()
                : Optional.of(new Objection(
                        Severity.HIGH, "malformed-scope", "One of its scopes is not the name of a scope.", REMEDY));
    }
}
