package dev.patrol.simulator.pats;

import dev.patrol.simulator.Credential;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.zip.CRC32;

/**
 * Makes token values of the form in use since 2024: 84 characters, 52 of them random, with a fixed signature at 52, year
 * and month at 58, the provider's {@code AZDO} at 76 and four checksum characters. The checksum is the simulator's own.
 */
public final class TokenValues {

    public static final int LENGTH = 84;
    public static final int SIGNATURE_OFFSET = 52;
    public static final String SIGNATURE = "JQQJ99";
    public static final int PROVIDER_OFFSET = 76;
    public static final String PROVIDER = "AZDO";

    private static final String BASE62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int FIRST_YEAR = 2024;
    private static final int PLATFORM_LENGTH = 12;
    private static final String RESERVED = "AAAA";
    private static final int CHECKSUM_LENGTH = 4;

    private final SecureRandom random = new SecureRandom();

    /** A new value that says when it was made. */
    public Credential next(Instant created) {
        ZonedDateTime date = created.atZone(ZoneOffset.UTC);
        StringBuilder value = new StringBuilder(LENGTH);
        appendRandom(value, SIGNATURE_OFFSET);
        value.append(SIGNATURE)
                .append((char) ('A' + Math.floorMod(date.getYear() - FIRST_YEAR, 26)))
                .append((char) ('A' + date.getMonthValue() - 1));
        appendRandom(value, PLATFORM_LENGTH);
        value.append(RESERVED).append(PROVIDER).append(checksum(value));
        return Credential.of(value.toString());
    }

    private void appendRandom(StringBuilder value, int count) {
        random.ints(count, 0, BASE62.length()).forEach(index -> value.append(BASE62.charAt(index)));
    }

    private static String checksum(CharSequence text) {
        CRC32 crc = new CRC32();
        crc.update(text.toString().getBytes(StandardCharsets.US_ASCII));
        StringBuilder sum = new StringBuilder(CHECKSUM_LENGTH);
        long rest = crc.getValue();
        for (int i = 0; i < CHECKSUM_LENGTH; i++) {
            sum.append(BASE62.charAt((int) (rest % BASE62.length())));
            rest /= BASE62.length();
        }
        return sum.toString();
    }
}
