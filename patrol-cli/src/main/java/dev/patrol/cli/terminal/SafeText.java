package dev.patrol.cli.terminal;

import dev.patrol.model.token.Redaction;

/** Text from outside, fit for a line of a terminal: nothing in it moves the cursor, and no token's value gets through. */
public final class SafeText {
    private static final int REPLACEMENT = 0xFFFD;

    private SafeText() {}

    public static String of(String text) {
        return Redaction.redact(text)
                .codePoints()
                .map(SafeText::printable)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
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
