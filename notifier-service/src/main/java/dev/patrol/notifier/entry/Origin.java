package dev.patrol.notifier.entry;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Where an event was read, for the dead letters.
 *
 * @param traceParent the place in a trace of what was done with it then, as W3C Trace Context writes it; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Origin(String topic, int partition, long offset, String traceParent) {
    /** One of which no trace tells. */
    public Origin(String topic, int partition, long offset) {
        this(topic, partition, offset, null);
    }
}
