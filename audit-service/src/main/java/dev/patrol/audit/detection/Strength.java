package dev.patrol.audit.detection;

/** Whether a rule alone is enough for Patrol to act by itself. */
public enum Strength {
    /** Sound tokens do this now and then: it only tells, and counts together with other rules. */
    WEAK,
    /** No sound token does this: Patrol may revoke because of it. */
    STRONG
}
