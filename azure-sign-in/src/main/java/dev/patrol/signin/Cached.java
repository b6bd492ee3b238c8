package dev.patrol.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A sign-in as it is kept: MSAL's token cache as text, with the refresh token in it. It opens doors, and is shown only to who
 * asks by {@link #reveal()}.
 */
public final class Cached {
    private static final int FINGERPRINT_LENGTH = 12;

    private final String text;

    public Cached(String text) {
        this.text = requireNonNull(text, "text");
    }

    /** The text itself, for the one place that keeps it. */
    public String reveal() {
        return text;
    }

    /** Tells one sign-in from another and lets nobody guess it: the beginning of its SHA-256. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, FINGERPRINT_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
