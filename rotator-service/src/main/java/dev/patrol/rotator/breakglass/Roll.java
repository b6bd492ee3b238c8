package dev.patrol.rotator.breakglass;

import dev.patrol.model.token.Token;
import java.util.List;

/**
 * The living tokens that could be listed.
 *
 * @param tokens the most powerful first
 * @param administrated whether they are all users', listed and revoked with an administrator's rights; else they are Patrol's
 *     own
 * @param users whose tokens were listed
 * @param unreachable what could not be listed and why, a sentence each
 */
record Roll(List<Token> tokens, boolean administrated, int users, List<String> unreachable) {
    Roll {
        tokens = tokens.stream().sorted(Power.MOST_FIRST).toList();
        unreachable = List.copyOf(unreachable);
    }
}
