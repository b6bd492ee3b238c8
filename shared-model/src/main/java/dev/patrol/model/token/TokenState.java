package dev.patrol.model.token;

/** Whether a token can be used. */
public enum TokenState {
    ACTIVE,
    EXPIRED,
    REVOKED
}
