package dev.patrol.azuredevops.pacing;

/** How a request has ended. */
public enum Ending {
    /** With a success. */
    SUCCEEDED,
    /** With 429: there were too many. */
    THROTTLED,
    /** With another 4xx. */
    REJECTED,
    /** With a 5xx. */
    FAILED,
    /** Without an answer. */
    LOST;

    static Ending with(int status) {
        if (status == RateLimit.TOO_MANY_REQUESTS) {
            return THROTTLED;
        }
        if (status >= 500) {
            return FAILED;
        }
        return status >= 400 ? REJECTED : SUCCEEDED;
    }
}
