package dev.patrol.scanner.scan;

/** How the scan of an organization has ended. */
enum ScanOutcome {
    SUCCEEDED,
    FAILED
}
