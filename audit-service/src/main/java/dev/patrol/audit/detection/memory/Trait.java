package dev.patrol.audit.detection.memory;

/** What can be usual for a token. */
public enum Trait {
    NETWORK(64),
    AGENT(64),
    ACTION(256);

    private final int most;

    Trait(int most) {
        this.most = most;
    }

    /** How many values are remembered; those not seen for longest are forgotten first. */
    int most() {
        return most;
    }
}
