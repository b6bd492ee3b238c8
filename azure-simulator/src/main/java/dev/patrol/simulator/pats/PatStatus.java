package dev.patrol.simulator.pats;

/** The state of a token at a moment. */
public enum PatStatus {
    ALIVE,
    EXPIRED,
    REVOKED
}
