package dev.patrol.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * A subject as its header has it: RFC 2047's encoded words, where it is not plain ASCII or looks like an encoded word. The
 * mail client's own encoding breaks characters beyond U+FFFF in two, and leaves what looks like an encoded word alone.
 */
final class EncodedSubject {
    private static final Pattern PLAIN = Pattern.compile("(?!.*=\\?)[ -~]*");

    /** 60 characters of Base64, 72 with what stands around them; RFC 2047 allows 75. */
    private static final int BYTES_IN_A_WORD = 45;

    private EncodedSubject() {}

    /** @param subject one line of Unicode text without control characters */
    static String of(String subject) {
        if (PLAIN.matcher(subject).matches()) {
            return subject;
        }
        StringJoiner words = new StringJoiner("\r\n ");
        for (int from = 0; from < subject.length(); ) {
            int to = endOfWord(subject, from);
            words.add("=?UTF-8?B?"
                    + Base64.getEncoder()
                            .encodeToString(subject.substring(from, to).getBytes(UTF_8)) + "?=");
            from = to;
        }
        return words.toString();
    }

    /** A character is never cut in two, since every word is decoded by itself. */
    private static int endOfWord(String subject, int from) {
        int end = from;
        int bytes = 0;
        while (end < subject.length()) {
            int next = subject.offsetByCodePoints(end, 1);
            bytes += subject.substring(end, next).getBytes(UTF_8).length;
            if (bytes > BYTES_IN_A_WORD) {
                return end;
            }
            end = next;
        }
        return end;
    }
}
