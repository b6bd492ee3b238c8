package dev.patrol.audit.detection.stream;

import org.apache.kafka.streams.processor.api.Record;

/** An announcement on its way to the gate of its organization, by whose name it is keyed until then. */
record Announced(byte[] value) {
    static Record<String, Object> of(Record<String, byte[]> announcement, String organization) {
        return new Record<>(
                organization, new Announced(announcement.value()), announcement.timestamp(), announcement.headers());
    }
}
