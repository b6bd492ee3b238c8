package dev.patrol.signin;

import java.net.URI;
import java.time.Duration;

/**
 * What a person must do to sign in.
 *
 * @param link where, in any browser on any machine
 * @param userCode what to enter there
 * @param goodFor how long the code can be entered
 */
public record DeviceCodePrompt(URI link, String userCode, Duration goodFor) {
    /** The same in a sentence. */
    public String sentence() {
        return "Open " + link + ", enter the code " + userCode
                + ", and sign in as the user whose tokens Patrol is to look" + " after. The code is good for "
                + goodFor.toMinutes() + " minutes.";
    }
}
