package dev.patrol.audit.detection.memory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * What is known of one authorization id of a lineage.
 *
 * @param uses audited actions that were done with it
 * @param lastUse null where none was seen
 * @param revokedAt null where it was not seen to be revoked
 * @param extendedTo the end that an entry of the audit log gave it, which the inventory may not know yet; or null
 * @param changedAt when an entry last said that the token was changed, and not how; or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Generation(long uses, Instant lastUse, Instant revokedAt, Instant extendedTo, Instant changedAt) {
    static final Generation UNSEEN = new Generation(0, null, null, null, null);

    Generation usedAt(Instant time) {
        Instant last = lastUse == null || time.isAfter(lastUse) ? time : lastUse;
        return new Generation(uses + 1, last, revokedAt, extendedTo, changedAt);
    }

    /** The earliest revocation counts: whoever says so later only repeats it. */
    Generation revokedAt(Instant time) {
        Instant earliest = revokedAt == null || time.isBefore(revokedAt) ? time : revokedAt;
        return new Generation(uses, lastUse, earliest, extendedTo, changedAt);
    }

    Generation extendedTo(Instant end) {
        return new Generation(uses, lastUse, revokedAt, end, changedAt);
    }

    Generation changedAt(Instant time) {
        Instant latest = changedAt == null || time.isAfter(changedAt) ? time : changedAt;
        return new Generation(uses, lastUse, revokedAt, extendedTo, latest);
    }
}
