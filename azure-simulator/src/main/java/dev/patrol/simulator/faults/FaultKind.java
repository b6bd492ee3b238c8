package dev.patrol.simulator.faults;

import com.fasterxml.jackson.annotation.JsonValue;

/** What goes wrong. */
public enum FaultKind {
    /** A status and a body of choice. */
    STATUS("status"),
    /** The answer comes late; everything else is as usual. */
    LATENCY("latency"),
    /** The connection is reset and nothing was done. */
    RESET_BEFORE("reset-before"),
    /** The work is done and the connection reset: the answer is lost. */
    RESET_AFTER("reset-after"),
    /** A refusal in the body of a 200, as the PAT lifecycle gives it. */
    PAT_TOKEN_ERROR("pat-token-error"),
    /** 203 with the HTML page to sign in. */
    SIGN_IN_PAGE("sign-in-page"),
    /** No answer at all until the client gives up. */
    HANG("hang");

    private final String wireName;

    FaultKind(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }
}
