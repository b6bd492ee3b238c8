package dev.patrol.model.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How display names carry generations: {@code <base>-v<digits>}. */
public final class TokenName {
    private static final Pattern VERSIONED = Pattern.compile("(.+)-v\\d+", Pattern.DOTALL);
    private static final Pattern MARKED = Pattern.compile(".+-v20\\d{6}\\d{6}", Pattern.DOTALL);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long DISTINCT_MARKS = 1_000_000;
    private static final int REPLACEMENT_CHARACTER = 0xFFFD;

    private TokenName() {}

    /** The display name without its version suffix; a name that is nothing but a suffix is its own base. */
    public static String baseOf(String displayName) {
        Matcher versioned = VERSIONED.matcher(displayName);
        return versioned.matches() ? versioned.group(1) : displayName;
    }

    /**
     * Name of the one successor of a token. It follows from the token alone: the day on which the token would have died
     * and six digits of its authorization id's fingerprint. So whoever resumes a rotation finds what was created
     * before, and two tokens of one lineage are known to be parent and successor, without asking anybody.
     */
    public static String successorOf(String displayName, UUID authorizationId, Instant validTo) {
        byte[] fingerprint = Fingerprint.sha256(authorizationId.toString().getBytes(UTF_8));
        long mark = Math.floorMod(ByteBuffer.wrap(fingerprint).getLong(), DISTINCT_MARKS);
        return String.format(Locale.ROOT, "%s-v%s%06d", baseOf(displayName), DAY.format(validTo), mark);
    }

    /**
     * The same name without halves of surrogate pairs, which JSON can escape but UTF-8 can't carry: U+FFFD stands for
     * each. Otherwise lineages would differ whose secrets have one name.
     */
    public static String wellFormed(String displayName) {
        return displayName
                .codePoints()
                .map(character -> isHalfPair(character) ? REPLACEMENT_CHARACTER : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Whether a name has the form that Patrol gives to the tokens it creates. */
    public static boolean bearsPatrolsMark(String displayName) {
        return MARKED.matcher(displayName).matches();
    }

    private static boolean isHalfPair(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }
}
