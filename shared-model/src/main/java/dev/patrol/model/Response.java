package dev.patrol.model;

/** What the detector asks for. */
public enum Response {
    /** Tell people. */
    NOTIFY,
    /** Revoke the token at once. */
    REVOKE,
    /** Revoke the token at once, and give its dependents a successor. */
    ROTATE
}
