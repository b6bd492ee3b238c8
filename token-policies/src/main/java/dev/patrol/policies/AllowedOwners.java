package dev.patrol.policies;

import dev.patrol.service.text.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Only some have tokens, and have some created.
 *
 * @param allowed the only ones; empty where all are that are not forbidden
 * @param forbidden also where they are allowed
 */
record AllowedOwners(List<Glob> allowed, List<Glob> forbidden, String allowedNames, String forbiddenNames)
        implements TokenRule {
    static Optional<TokenRule> of(Optional<List<String>> allowed, Optional<List<String>> forbidden) {
        List<Glob> only = Globs.ofUsers(allowed);
        List<Glob> none = Globs.ofUsers(forbidden);
        return only.isEmpty() && none.isEmpty()
                ? Optional.empty()
                : Optional.of(new AllowedOwners(only, none, Globs.inWords(allowed), Globs.inWords(forbidden)));
    }

    @Override
    public Policy policy() {
        return Policy.ALLOWED_OWNERS;
    }

    @Override
    public Optional<Finding> judge(TokenFacts facts) {
        return facts.owner()
                .map(TokenFacts.Owner::name)
                .filter(name -> !isAllowed(name))
                .map(
                        name -> Finding.of(
                                policy(),
                                "Its owner " + name + " is not to have tokens.",
                                allowedInWords(),
                                "Have one who may have it created, for example by ./patrol create for a service, give it to those that use"
                                        + " this one, and revoke this one. For what a person does by hand, signing in needs no token."));
    }

    private boolean isAllowed(String name) {
        return (allowed.isEmpty() || Globs.anyUserMatches(allowed, name)) && !Globs.anyUserMatches(forbidden, name);
    }

    private String allowedInWords() {
        List<String> parts = new ArrayList<>();
        parts.add(allowed.isEmpty() ? "Tokens of all users" : "Tokens of " + allowedNames);
        if (!forbidden.isEmpty()) {
            parts.add("but not of " + forbiddenNames);
        }
        return String.join(", ", parts) + ".";
    }
}
