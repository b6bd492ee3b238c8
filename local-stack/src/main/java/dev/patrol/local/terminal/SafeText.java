package dev.patrol.local.terminal;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** Text from outside, fit for one line of a terminal: nothing in it moves the cursor, breaks the line or turns it round. */
public final class SafeText {
    private static final String ELLIPSIS = "…";
    private static final int FIRST_CONTROL_PICTURE = 0x2400;
    private static final int REPLACEMENT = 0xFFFD;
    private static final Set<UnicodeScript> WIDE_SCRIPTS = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.YI);

    private SafeText() {}

    /** Text without control characters, cut at a length in characters. */
    public static String of(String text, int longest) {
        String line = text.codePoints()
                .map(SafeText::printable)
                .limit(longest + 1L)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        int length = line.codePointCount(0, line.length());
        return length <= longest ? line : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + ELLIPSIS;
    }

    /** A line break is shown as the picture of one, and so on; what has no picture, as U+FFFD. */
    private static int printable(int character) {
        if (isPrintable(character)) {
            return character;
        }
        return character < ' ' ? FIRST_CONTROL_PICTURE + character : REPLACEMENT;
    }

    private static boolean isPrintable(int character) {
        int type = Character.getType(character);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    /** How many columns of a terminal a text takes. */
    static int width(String text) {
        return text.codePoints().map(SafeText::width).sum();
    }

    private static int width(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isEmoji(character) || isFullWidth(character) || WIDE_SCRIPTS.contains(UnicodeScript.of(character))
                ? 2
                : 1;
    }

    private static boolean isEmoji(int character) {
        return character >= 0x1F300 && character <= 0x1FAFF;
    }

    private static boolean isFullWidth(int character) {
        return character >= 0x3000 && character <= 0x303E || character >= 0xFF01 && character <= 0xFF60;
    }
}
