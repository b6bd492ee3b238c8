package dev.patrol.simulator.identity;

import java.time.Instant;
import java.util.List;

/**
 * A sign-in by device code, as the knobs tell it: without the code that opens doors.
 *
 * @param userCode what the person types
 * @param user who approved it; null before
 */
public record DeviceSignIn(
        String userCode, String clientId, List<String> permissions, State state, String user, Instant expires) {

    /** How far it got. */
    public enum State {
        PENDING,
        APPROVED,
        DECLINED,
        EXPIRED,
        /** The client has its tokens. */
        REDEEMED
    }
}
