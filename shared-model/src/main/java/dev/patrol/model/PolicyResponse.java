package dev.patrol.model;

/** What is asked for where a token breaks a policy. */
public enum PolicyResponse {
    /** Tell people. */
    NOTIFY,
    /** Revoke the token. */
    REVOKE,
    /** Let the token die earlier; its value stays. */
    SHORTEN
}
