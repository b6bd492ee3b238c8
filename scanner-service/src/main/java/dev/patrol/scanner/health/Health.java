package dev.patrol.scanner.health;

import dev.patrol.scanner.scan.ScanResult;
import java.util.Optional;

/**
 * How the scanner is.
 *
 * @param status {@code healthy}; {@code degraded} where the last scan has failed; {@code waiting} where this instance has
 *     not scanned, since it has just started or another instance is the active one
 * @param lastRun null where this instance has not scanned
 */
public record Health(String status, ScanResult lastRun, Config config) {

    static Health of(Optional<ScanResult> lastRun, Config config) {
        String status = lastRun.map(run -> run.errors().isEmpty() ? "healthy" : "degraded")
                .orElse("waiting");
        return new Health(status, lastRun.orElse(null), config);
    }

    /** What people ask first: whose tokens (several organizations are separated by commas), and by which rule. Both numbers are days. */
    public record Config(String org, int rotationThreshold, int tokenValidity) {}
}
