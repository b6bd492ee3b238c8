package dev.patrol.scanner.policies;

import dev.patrol.model.token.Token;
import dev.patrol.policies.TokenFacts.Owner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who has which living tokens, as far as Azure DevOps said.
 *
 * @param tokens by authorization id, each with its owner
 * @param whole whether the lists of all users were read to their ends
 * @param refused why Patrol may not see more, as something that stays so until somebody changes it; empty where it may
 * @param unseen what was not seen, a sentence each
 */
record Census(Map<UUID, Owned> tokens, boolean whole, Optional<String> refused, List<String> unseen) {
    Census {
        tokens = Map.copyOf(tokens);
        unseen = List.copyOf(unseen);
    }

    /** A living token of a user. */
    record Owned(Token token, Owner owner) {}

    /** Nobody was asked. */
    static Census none() {
        return new Census(Map.of(), false, Optional.empty(), List.of());
    }
}
