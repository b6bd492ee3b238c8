package dev.patrol.azuredevops;

import java.util.regex.Pattern;

/** Makes what a server said fit for a message: short, on one line, and without anything that opens a door. */
final class Secrecy {
    private static final int LONGEST_QUOTE = 300;
    private static final String REDACTED = "[redacted]";
    private static final Pattern AUTHORIZATION = Pattern.compile("(?i)\\b(basic|bearer)\\s+[^\\s\"'<>,;]+");
    /**
     * Tokens have 84 or 52 characters, and more in Base64 or as a JWT's parts; no id that helps in a message is as long as 40.
     * The stroke is Base64's too, so a long path goes as well.
     */
    private static final Pattern LONG_RUN = Pattern.compile("[A-Za-z0-9+/=_%-]{40,}");

    private Secrecy() {}

    /** What was said, with all taken out that looks like a credential. */
    static String quote(String said) {
        return quote(said, Credential.Shown.NOTHING);
    }

    /** What was said, with the credential taken out in every form in which it was sent, and all that looks like one. */
    static String quote(String said, Credential.Shown credential) {
        if (said == null || said.isBlank()) {
            return "";
        }
        String safe = said;
        for (String secret : credential.secrets()) {
            safe = secret.isEmpty() ? safe : safe.replace(secret, REDACTED);
        }
        safe = AUTHORIZATION.matcher(safe).replaceAll("$1 " + REDACTED);
        safe = LONG_RUN.matcher(safe).replaceAll(REDACTED);
        safe = safe.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return safe.length() > LONGEST_QUOTE ? safe.substring(0, LONGEST_QUOTE) + "..." : safe;
    }
}
