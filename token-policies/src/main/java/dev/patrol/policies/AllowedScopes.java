package dev.patrol.policies;

import static java.util.stream.Collectors.joining;

import dev.patrol.model.token.Scopes;
import dev.patrol.service.text.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tokens have only scopes that are allowed. Full access is no scope in this sense; {@link NoFullScope} has it.
 *
 * @param allowed the only ones; empty where all are that are not forbidden
 * @param forbidden also where they are allowed
 */
record AllowedScopes(List<Glob> allowed, List<Glob> forbidden, String allowedNames, String forbiddenNames)
        implements TokenRule {
    static Optional<TokenRule> of(Optional<List<String>> allowed, Optional<List<String>> forbidden) {
        List<Glob> only = Globs.of(allowed);
        List<Glob> none = Globs.of(forbidden);
        return only.isEmpty() && none.isEmpty()
                ? Optional.empty()
                : Optional.of(new AllowedScopes(only, none, Globs.inWords(allowed), Globs.inWords(forbidden)));
    }

    @Override
    public Policy policy() {
        return Policy.ALLOWED_SCOPES;
    }

    @Override
    public Optional<Finding> judge(TokenFacts facts) {
        List<String> wrong = facts.token().scopes().stream()
                .filter(scope -> !Scopes.areFull(List.of(scope)))
                .filter(scope -> !isAllowed(scope))
                .distinct()
                .sorted()
                .toList();
        if (wrong.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                policy(),
                (wrong.size() == 1 ? "It has a scope that is not allowed: " : "It has scopes that are not allowed: ")
                        + wrong.stream().map(AllowedScopes::described).collect(joining(", ")) + ".",
                allowedInWords(),
                remedy(wrong)));
    }

    private boolean isAllowed(String scope) {
        return (allowed.isEmpty() || Globs.anyMatches(allowed, scope)) && !Globs.anyMatches(forbidden, scope);
    }

    private static String described(String scope) {
        return KnownScope.named(scope)
                .map(known -> known.highPrivilege() ? scope + " (of high privilege)" : scope)
                .orElse(scope + " (which Patrol does not know)");
    }

    private String allowedInWords() {
        List<String> parts = new ArrayList<>();
        parts.add(allowed.isEmpty() ? "All scopes" : "Only " + allowedNames);
        if (!forbidden.isEmpty()) {
            parts.add("but not " + forbiddenNames);
        }
        return String.join(", ", parts) + ".";
    }

    private String remedy(List<String> wrong) {
        String narrower = wrong.stream()
                .flatMap(scope -> narrower(scope).stream())
                .distinct()
                .collect(joining(" "));
        return "Have a token with only the scopes that its dependents need, give it to them, and revoke this one."
                + (narrower.isEmpty() ? "" : " " + narrower);
    }

    /** The widest narrower scope that is allowed, and what nobody may have to do who makes do with it. */
    private Optional<String> narrower(String scope) {
        List<String> without = new ArrayList<>();
        Optional<KnownScope.Narrower> next = KnownScope.named(scope).flatMap(KnownScope::narrower);
        while (next.isPresent()) {
            without.add(next.get().without());
            if (isAllowed(next.get().name())) {
                return Optional.of("Instead of " + scope + ", " + next.get().name() + " does where nothing has to "
                        + String.join(", or ", without) + ".");
            }
            next = KnownScope.named(next.get().name()).flatMap(KnownScope::narrower);
        }
        return Optional.empty();
    }
}
