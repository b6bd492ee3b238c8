package dev.patrol.audit.detection.stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads a time as {@link Instant#toString} writes it. A lineage's memory has a good many, and a formatter that could read any
 * takes longer for one than all the rest of an entry.
 */
final class TimeReader extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;
    /** Up to the seconds. */
    private static final String FORM = "0000-00-00T00:00:00";

    private static final int NANO_DIGITS = 9;

    TimeReader() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
        String text = json.getText();
        return isUsual(text) ? read(text) : InstantDeserializer.INSTANT.deserialize(json, context);
    }

    /** Whether it is in UTC, of this era, and shorter than any that has more than nanoseconds. */
    private static boolean isUsual(String text) {
        int end = text.length() - 1;
        int point = FORM.length();
        if (end < point || end > point + 1 + NANO_DIGITS || end == point + 1 || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char form = i < point ? FORM.charAt(i) : i == point ? '.' : '0';
            boolean fits = form == '0' ? text.charAt(i) >= '0' && text.charAt(i) <= '9' : text.charAt(i) == form;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Instant read(String text) {
        LocalDateTime time = LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19));
        int nanos = 0;
        for (int digit = 0; digit < NANO_DIGITS; digit++) {
            int at = FORM.length() + 1 + digit;
            nanos = nanos * 10 + (at < text.length() - 1 ? text.charAt(at) - '0' : 0);
        }
        return Instant.ofEpochSecond(time.toEpochSecond(ZoneOffset.UTC), nanos);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
    }
}
