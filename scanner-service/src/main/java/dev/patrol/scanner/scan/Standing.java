package dev.patrol.scanner.scan;

/** What is the matter with a token: each is in one of these. */
enum Standing {
    /** Alive, and to be rotated when its time has come. */
    ACTIVE,
    /** Its time has come. */
    DUE,
    /** Would be rotated, but has full access, or another live token claims its secret: a person has to act. */
    BLOCKED,
    /** Alive, and not Patrol's to rotate. */
    EXCLUDED,
    EXPIRED,
    REVOKED
}
