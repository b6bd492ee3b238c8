package dev.patrol.simulator.identity;

import dev.patrol.simulator.Credential;
import java.security.SecureRandom;
import java.util.Base64;

/** Values of the tokens that the identity services issue: random, and with a beginning by which they are recognized. */
public final class IssuedValue {

    /** How every value begins, so that one that strayed into a text is found. */
    public static final String BEGINNING = "simulated-token-";

    private static final int LENGTH_IN_BYTES = 48;
    private static final SecureRandom RANDOM = new SecureRandom();

    private IssuedValue() {}

    /** @param kind of what, for people who look at it */
    static Credential of(String kind) {
        byte[] bytes = new byte[LENGTH_IN_BYTES];
        RANDOM.nextBytes(bytes);
        return Credential.of(
                BEGINNING + kind + "-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
