package dev.patrol.service.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What the dead letters get of a record: all of it, or what there is room for. Whoever compresses may get a record past the
 * broker that is far larger than what the dead letters take. Where it could not be put there, its reader would meet it again and
 * again, and nothing after it.
 *
 * @param key null where there is none, or no room for it
 * @param headers without those that say what is wrong
 * @param value null where there is none, or no room for it
 */
public record DeadLetterContent(String key, Headers headers, byte[] value) {
    /** How many bytes the value had that is not there. */
    static final String VALUE_LEFT_OUT = "dead-letter-value-left-out";

    /**
     * A producer sends 1 MiB at most (max.request.size), and a broker takes no more (max.message.bytes). The rest is for the
     * headers that say what is wrong; the largest record of Patrol's own, the report, is smaller. It is asked before, since the
     * connector's dead letters take nothing more once they have failed, and Kafka Streams begins anew.
     */
    static final int MOST_BYTES = 1_000_000;

    /** More than what a header has beside its name and its value, which are two lengths. */
    private static final int BESIDE = 10;

    public static DeadLetterContent of(String key, Headers headers, byte[] value) {
        Headers kept = new RecordHeaders(headers.toArray()).remove(VALUE_LEFT_OUT);
        long beside = lengthOf(key) + lengthOf(kept);
        int length = value == null ? 0 : value.length;
        if (beside + length <= MOST_BYTES) {
            return new DeadLetterContent(key, kept, value);
        }
        byte[] leftOut = Integer.toString(length).getBytes(UTF_8);
        return beside <= MOST_BYTES
                ? new DeadLetterContent(key, kept.add(VALUE_LEFT_OUT, leftOut), null)
                : new DeadLetterContent(null, new RecordHeaders().add(VALUE_LEFT_OUT, leftOut), null);
    }

    /** Whether it is not all of the record. */
    boolean isShortened() {
        return headers.lastHeader(VALUE_LEFT_OUT) != null;
    }

    private static long lengthOf(String key) {
        return key == null ? 0 : key.getBytes(UTF_8).length;
    }

    private static long lengthOf(Headers headers) {
        long length = 0;
        for (Header header : headers) {
            length += BESIDE + lengthOf(header.key()) + (header.value() == null ? 0 : header.value().length);
        }
        return length;
    }
}
