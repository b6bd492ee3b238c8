package dev.patrol.notifier.mail;

import dev.patrol.model.token.Redaction;
import java.util.regex.Pattern;

/**
 * Text that people or other systems have chosen. In a mail it stays on its line, whatever it contains: with a line break it
 * could forge a header or a paragraph, with a direction override it could show something else than it is.
 */
final class OutsideText {
    /** More than any sentence of Patrol, less than what makes a mail unreadable. */
    private static final int LONGEST = 2_000;

    private static final int LONGEST_NAME = 60;

    private static final Pattern BREAKS_AND_SPACES = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029\\s]+");

    /**
     * Direction overrides and isolates (Unicode Standard Annex 9), marks that show nothing, halves of characters, and what
     * stands for no character. Letters written from right to left are untouched.
     */
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\u061C\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF\\uFFF9-\\uFFFB\\uFFFE\\uFFFF\\p{Cs}]");

    private OutsideText() {}

    /** One line, without token values, of 2,000 characters at most. */
    static String line(String text) {
        return shortened(text, LONGEST);
    }

    /** Short enough for a subject that has words after it. */
    static String name(String text) {
        return shortened(text, LONGEST_NAME);
    }

    /** One line of so many characters at most; what is cut ends in an ellipsis. */
    static String shortened(String text, int longest) {
        String line = INVISIBLE
                .matcher(BREAKS_AND_SPACES.matcher(Redaction.redact(text)).replaceAll(" "))
                .replaceAll("")
                .strip();
        if (line.codePointCount(0, line.length()) <= longest) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, longest - 1)).stripTrailing() + "…";
    }
}
