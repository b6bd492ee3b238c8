package dev.patrol.audit.detection.stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Times of the automatic revocations that were asked for in an organization within the last hour. */
record Revocations(@JsonProperty(required = true) List<Instant> asked) {
    static final Revocations NONE = new Revocations(List.of());

    private static final Duration HOUR = Duration.ofHours(1);

    Revocations within(Instant now) {
        return new Revocations(
                asked.stream().filter(time -> time.isAfter(now.minus(HOUR))).toList());
    }

    Revocations and(Instant now) {
        List<Instant> all = new ArrayList<>(asked);
        all.add(now);
        return new Revocations(List.copyOf(all));
    }
}
