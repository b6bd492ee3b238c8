package dev.patrol.policies;

import dev.patrol.service.text.Glob;
import java.util.List;
import java.util.Optional;

/** A token's name tells who answers for it: a service user owns the tokens of everybody, so that its owner does not. */
record NamesTellOwners(List<Glob> names, String inWords) implements TokenRule {
    static Optional<TokenRule> of(Optional<List<String>> names) {
        List<Glob> globs = Globs.of(names);
        return globs.isEmpty() ? Optional.empty() : Optional.of(new NamesTellOwners(globs, Globs.inWords(names)));
    }

    @Override
    public Policy policy() {
        return Policy.NAMES_TELL_OWNERS;
    }

    @Override
    public Optional<Finding> judge(TokenFacts facts) {
        return Globs.anyMatches(names, facts.token().displayName())
                ? Optional.empty()
                : Optional.of(Finding.of(
                        policy(),
                        "Its name does not tell who answers for it.",
                        "Names like " + inWords + ".",
                        "Have a token of such a name, give it to those that use this one, and revoke this one: the secret's name"
                                + " follows from the token's, so that renaming it would part them."));
    }
}
