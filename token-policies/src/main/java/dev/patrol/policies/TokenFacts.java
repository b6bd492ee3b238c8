package dev.patrol.policies;

import static java.util.Objects.requireNonNull;

import dev.patrol.model.token.Token;
import java.util.Optional;

/**
 * What is known of a token.
 *
 * @param owner whose it is; empty where nobody said
 * @param use what the audit log shows; empty where it was not looked at
 */
public record TokenFacts(Token token, Optional<Owner> owner, Optional<Use> use) {
    public TokenFacts {
        requireNonNull(token, "token");
        requireNonNull(owner, "owner");
        requireNonNull(use, "use");
    }

    public static TokenFacts of(Token token) {
        return new TokenFacts(token, Optional.empty(), Optional.empty());
    }

    /**
     * A user of an organization.
     *
     * @param name the principal's name, usually a mail address
     * @param origin where the user comes from, as the graph API says: {@code aad} is Microsoft Entra
     */
    public record Owner(String name, String origin) {
        public Owner {
            requireNonNull(name, "name");
            requireNonNull(origin, "origin");
        }
    }

    /**
     * Audited actions with a token, within the time that is looked at.
     *
     * @param networks how many networks they came from
     * @param agents how many kinds of programs they came from
     */
    public record Use(int networks, int agents) {}
}
