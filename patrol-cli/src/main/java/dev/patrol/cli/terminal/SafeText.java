package dev.patrol.cli.terminal;

import dev.patrol.model.token.Redaction;

/** Text from outside, fit for a line of a terminal: nothing in it moves the cursor, and no token's value gets through. */
public final class SafeText {
    private static final int REPLACEMENT = 0xFFFD;
    /** More marks on one letter than any language has cover the lines around it. */
    private static final int MOST_MARKS = 4;

    private SafeText() {}

    public static String of(String text) {
        StringBuilder safe = new StringBuilder();
        int marks = 0;
        for (int character : Redaction.redact(text).codePoints().toArray()) {
            marks = isMark(character) ? marks + 1 : 0;
            if (marks <= MOST_MARKS) {
                safe.appendCodePoint(printable(character));
            }
        }
        return safe.toString();
    }

    /** Its beginning where it is longer; cut only when it is safe, since half a token's value is not known as one. */
    public static String shortened(String text, int most) {
        String safe = of(text);
        int length = safe.codePointCount(0, safe.length());
        return length <= most
                ? safe
                : safe.substring(0, safe.offsetByCodePoints(0, most)) + "… (" + length
                        + " characters in all; --json has the rest)";
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static int printable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> REPLACEMENT;
            default -> character;
        };
    }
}
