package dev.patrol.notifier.entry;

/** What became of an event that somebody was to be told. */
public enum Fate {
    SENT,
    /** A newer one says more, or the token that it is about is gone. */
    SUPERSEDED,
    /** The server will not take it, however often it is asked. */
    REFUSED,
    /** The server has put it off for longer than there is patience. */
    GIVEN_UP
}
