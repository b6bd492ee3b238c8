package dev.patrol.audit.report;

/** Another report is being made, and takes long. */
final class ReportUnderWay extends RuntimeException {
    ReportUnderWay() {
        super("Another report is being made.");
    }
}
