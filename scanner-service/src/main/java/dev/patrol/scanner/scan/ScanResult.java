package dev.patrol.scanner.scan;

import java.time.Instant;
import java.util.List;

/**
 * How a scan went.
 *
 * @param scanned tokens seen
 * @param expiring live tokens with 30 days or less
 * @param rotationDue of these, those that Patrol is to rotate now
 * @param violations findings against policies that are open
 * @param unseen what could not be judged by the policies, a sentence each; no error
 * @param errors what went wrong, a sentence each; empty where all is well
 */
public record ScanResult(
        Instant timestamp,
        int scanned,
        int expiring,
        int rotationDue,
        int violations,
        List<String> unseen,
        List<String> errors) {
    public ScanResult {
        unseen = List.copyOf(unseen);
        errors = List.copyOf(errors);
    }

    static ScanResult failed(Instant timestamp, String reason) {
        return new ScanResult(timestamp, 0, 0, 0, 0, List.of(), List.of(reason));
    }

    /** What came of several scans that began at the same moment. */
    static ScanResult of(Instant timestamp, List<ScanResult> parts) {
        return new ScanResult(
                timestamp,
                parts.stream().mapToInt(ScanResult::scanned).sum(),
                parts.stream().mapToInt(ScanResult::expiring).sum(),
                parts.stream().mapToInt(ScanResult::rotationDue).sum(),
                parts.stream().mapToInt(ScanResult::violations).sum(),
                parts.stream().flatMap(part -> part.unseen().stream()).toList(),
                parts.stream().flatMap(part -> part.errors().stream()).toList());
    }
}
