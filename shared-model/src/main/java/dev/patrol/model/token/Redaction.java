package dev.patrol.model.token;

import java.util.regex.Pattern;

/**
 * Takes token values out of text that comes from outside, before it is logged or told.
 *
 * <p>Forms: 84 characters with {@code AZDO} at 76 to 79 (azure-devops-docs, page on personal access tokens), the older
 * 52 lower-case base32 characters, and what stands behind {@code Basic} or {@code Bearer} in a header.
 */
public final class Redaction {
    private static final String REPLACEMENT = "[redacted]";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}");

    /** Digests of other lengths are left alone. The end of an escape in JSON or in an address is no neighbour. */
    private static final Pattern OLDER_TOKEN = Pattern.compile(
            "((?<![A-Za-z0-9])|(?<=\\\\[bfnrt]|\\\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}))[2-7a-z]{52}(?![A-Za-z0-9])");

    private static final Pattern CREDENTIAL = Pattern.compile("(?i)(basic|bearer)(\\s|%20)+[A-Za-z0-9+/._~-]{16,}=*");

    private Redaction() {}

    public static String redact(String text) {
        String withoutNewer = TOKEN.matcher(text).replaceAll(REPLACEMENT);
        String withoutTokens = OLDER_TOKEN.matcher(withoutNewer).replaceAll(REPLACEMENT);
        return CREDENTIAL.matcher(withoutTokens).replaceAll("$1 " + REPLACEMENT);
    }
}
