package dev.patrol.cli.terminal;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** How many columns of a terminal a text takes. */
final class Width {
    private static final String ELLIPSIS = "…";
    private static final Set<UnicodeScript> WIDE_SCRIPTS = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.YI);

    private Width() {}

    static int of(String text) {
        return text.codePoints().map(Width::of).sum();
    }

    /** The text with spaces up to a width; cut, with an ellipsis, where it is wider. */
    static String fitted(String text, int width) {
        int found = of(text);
        return found <= width ? text + " ".repeat(width - found) : cut(text, width);
    }

    private static String cut(String text, int width) {
        StringBuilder cut = new StringBuilder();
        int taken = 0;
        for (int character : text.codePoints().toArray()) {
            if (taken + of(character) > width - 1) {
                break;
            }
            cut.appendCodePoint(character);
            taken += of(character);
        }
        return cut.append(ELLIPSIS).append(" ".repeat(width - 1 - taken)).toString();
    }

    private static int of(int character) {
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
