package dev.patrol.notifier.routing;

/** How long somebody can be left untold; the most urgent first. */
public enum Urgency {
    /** Never waits: security, failures, and what is nearly too late. */
    URGENT,
    /** A mail of its own, but not in quiet hours. */
    PROMPT,
    /** A line in the next digest. */
    DIGEST
}
