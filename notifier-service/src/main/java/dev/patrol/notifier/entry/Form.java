package dev.patrol.notifier.entry;

/** How events are told. */
public enum Form {
    /** One event by itself. */
    SINGLE,
    /** Many of one type that came within a short time, a line each. */
    TABLE,
    /** Routine of a day, a line each. */
    DIGEST
}
