package dev.patrol.scanner.scan;

import java.time.Instant;
import java.util.List;

/**
 * How a scan went.
 *
 * @param scanned tokens seen
 * @param expiring live tokens with 30 days or less
 * @param rotationDue of these, those that Patrol is to rotate now
 * @param errors what went wrong, a sentence each; empty where all is well
 */
public record ScanResult(Instant timestamp, int scanned, int expiring, int rotationDue, List<String> errors) {
    public ScanResult {
        errors = List.copyOf(errors);
    }
}
