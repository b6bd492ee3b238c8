package dev.patrol.audit.detection.memory;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that happens, however many entries show it.
 *
 * @param id the same for the same first entry, whoever computes it and when
 * @param subject the rule and the token that it is about
 * @param from event time of the entry that it began with
 * @param entries how many showed it
 * @param evidence the first of them
 */
public record Incident(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String subject,
        @JsonProperty(required = true) Instant from,
        @JsonProperty(required = true) long entries,
        @JsonProperty(required = true) List<Evidence> evidence) {
    private static final int MOST_EVIDENCE = 10;

    public static Incident of(String id, String subject, Instant from, List<Evidence> evidence) {
        return new Incident(id, subject, from, evidence.size(), List.copyOf(evidence));
    }

    /** Whether an entry of that time is of this incident: entries may come late, so it may also lie before. */
    public boolean covers(Instant time, Duration window) {
        return time.isAfter(from.minus(window)) && time.isBefore(from.plus(window));
    }

    public Incident with(Evidence more) {
        List<Evidence> all = new ArrayList<>(evidence);
        if (all.size() < MOST_EVIDENCE) {
            all.add(more);
        }
        return new Incident(id, subject, from, entries + 1, List.copyOf(all));
    }
}
