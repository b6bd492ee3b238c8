package dev.patrol.secrets;

import dev.patrol.azuredevops.TokenValue;
import dev.patrol.model.token.Token;
import java.time.Instant;

/**
 * A value to be stored, and what is to be said of it.
 *
 * @param token the token whose value it is
 * @param replaces the token that it replaces
 * @param revokePreviousAt when the replaced token dies at the latest
 */
public record NewSecret(Token token, TokenValue value, Token replaces, Instant createdAt, Instant revokePreviousAt) {}
