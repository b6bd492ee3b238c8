package dev.patrol.cli.check;

/** How a thing stands. */
public enum State {
    OK("ok"),
    NOT_OK("NOT OK"),
    /** It could not be looked at, since something before it is not as it should be. */
    NOT_TRIED("not tried"),
    /** Patrol does without it. */
    NOT_NEEDED("not needed");

    private final String words;

    State(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    /** Whether Patrol works as far as this goes. */
    public boolean isFine() {
        return this == OK || this == NOT_NEEDED;
    }
}
