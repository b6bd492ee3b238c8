package dev.patrol.secrets;

import dev.patrol.azuredevops.TokenValue;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.Optional;

/**
 * A value to be stored, and what is to be said of it.
 *
 * @param token the token whose value it is
 * @param replaces the token that it replaces; empty for the first of its lineage
 * @param revokePreviousAt when the replaced token dies at the latest
 */
public record NewSecret(
        Token token,
        TokenValue value,
        Optional<Token> replaces,
        Instant createdAt,
        Optional<Instant> revokePreviousAt) {

    /** The value of a token that replaces another. */
    public NewSecret(Token token, TokenValue value, Token replaces, Instant createdAt, Instant revokePreviousAt) {
        this(token, value, Optional.of(replaces), createdAt, Optional.of(revokePreviousAt));
    }

    /** The value of a token that replaces none. */
    public static NewSecret first(Token token, TokenValue value, Instant createdAt) {
        return new NewSecret(token, value, Optional.empty(), createdAt, Optional.empty());
    }
}
