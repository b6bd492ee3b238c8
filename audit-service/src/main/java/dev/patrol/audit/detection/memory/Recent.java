package dev.patrol.audit.detection.memory;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.patrol.audit.detection.Sighting;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * An entry of about the last hour.
 *
 * @param hash of the entry's id: two ids of one lineage and hour with the same one are not to be expected
 * @param at milliseconds since 1970
 * @param network empty where the log has none
 * @param agent empty where the log has none
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record Recent(long hash, long at, String network, String agent, boolean denied) {
    static Recent of(Sighting sighting) {
        return new Recent(
                hashOf(sighting.entryId()),
                sighting.time().toEpochMilli(),
                sighting.from()
                        .map(address -> address.neighbourhood().toString())
                        .orElse(""),
                sighting.agent().orElse(""),
                sighting.denied());
    }

    static long hashOf(String entryId) {
        return UUID.nameUUIDFromBytes(entryId.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    }

    public Instant time() {
        return Instant.ofEpochMilli(at);
    }
}
