package dev.patrol.simulator.inspection;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads bytes out of the middle of a Base64 text, in either alphabet and with or without padding. Positions are those of
 * the group of four characters in which the bytes begin; {@code shift} says how many bytes of that group come before.
 */
final class Base64Window {

    private static final int BITS = 6;
    private static final int BYTE = 8;

    private Base64Window() {}

    /** The bytes as ASCII text; empty if the text ends too early or has characters that are no Base64. */
    static Optional<String> decode(String text, int groupStart, int shift, int length) {
        int firstBit = shift * BYTE;
        int lastChar = groupStart + (firstBit + length * BYTE - 1) / BITS;
        if (groupStart + firstBit / BITS < 0 || lastChar >= text.length()) {
            return Optional.empty();
        }
        StringBuilder decoded = new StringBuilder(length);
        for (int index = 0; index < length; index++) {
            int octet = octet(text, groupStart, firstBit + index * BYTE);
            if (octet < 0) {
                return Optional.empty();
            }
            decoded.append((char) octet);
        }
        return Optional.of(decoded.toString());
    }

    /**
     * Whether the byte before the bytes is a colon.
     *
     * @param coreStart first character that belongs to the bytes alone: the group itself without shift, else the next
     */
    static boolean endsWithColon(String text, int coreStart, int shift) {
        int groupStart = shift == 0 ? coreStart : coreStart - 4;
        int bit = shift * BYTE - BYTE;
        if (groupStart + Math.floorDiv(bit, BITS) < 0) {
            return false;
        }
        return octet(text, groupStart, bit) == ':';
    }

    /** The part of the bytes' Base64 that does not depend on what comes before and after. */
    static String core(byte[] bytes, int shift) {
        int from = shift == 0 ? 0 : 3 - shift;
        int to = from + (bytes.length - from) / 3 * 3;
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, from, to));
    }

    private static int octet(String text, int groupStart, int bit) {
        int octet = 0;
        for (int i = 0; i < BYTE; i++) {
            int at = bit + i;
            int index = groupStart + Math.floorDiv(at, BITS);
            int sextet = index < text.length() ? sextet(text.charAt(index)) : -1;
            if (sextet < 0) {
                return -1;
            }
            octet = octet << 1 | sextet >> BITS - 1 - Math.floorMod(at, BITS) & 1;
        }
        return octet;
    }

    private static int sextet(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return switch (c) {
            case '+', '-' -> 62;
            case '/', '_' -> 63;
            default -> -1;
        };
    }
}
