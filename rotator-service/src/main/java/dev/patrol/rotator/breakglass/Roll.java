package dev.patrol.rotator.breakglass;

import dev.patrol.model.token.Token;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The living tokens that could be listed.
 *
 * @param tokens the most powerful first
 * @param administrated whether they are all users', listed and revoked with an administrator's rights; else they are Patrol's
 *     own
 * @param users whose tokens were listed
 * @param unlisted names of users whose tokens could not be listed
 * @param unreachable what could not be listed and why, a sentence each
 */
record Roll(
        List<Token> tokens,
        boolean administrated,
        int users,
        Set<Optional<String>> unlisted,
        List<String> unreachable) {
    Roll {
        tokens = tokens.stream().sorted(Power.MOST_FIRST).toList();
        unlisted = Set.copyOf(unlisted);
        unreachable = List.copyOf(unreachable);
    }

    /** What nobody could list. */
    static Roll none(String why) {
        return new Roll(List.of(), false, 0, Set.of(Optional.empty()), List.of(why));
    }

    /** Whether a token that is not among these is dead, and not only out of reach. */
    boolean covers(Token token) {
        Optional<String> owner = Optional.ofNullable(token.owner());
        return administrated ? !unlisted.contains(owner) : owner.isEmpty() && unlisted.isEmpty();
    }
}
