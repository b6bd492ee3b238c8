package dev.patrol.model;

/** What set a rotation or a revocation off. */
public enum Trigger {
    /** The token neared its expiry. */
    EXPIRY,
    /** Somebody asked for it by a command. */
    COMMAND,
    /** The token was found compromised. */
    COMPROMISE,
    /** A policy forbids the token. */
    POLICY,
    /** Patrol mended what an interrupted rotation had left. */
    RECONCILIATION
}
