package dev.patrol.audit.report;

import dev.patrol.model.AuditReport;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Makes a report fit into one record. Names and scopes are people's text and have no known bound; a report that the broker
 * refuses would be made in vain every time.
 */
final class RecordSize {
    /** Below Kafka's default limit of a mebibyte, with room for headers. */
    static final int MOST_BYTES = 900_000;

    private RecordSize() {}

    /**
     * The report, its lists cut to half as often as it takes.
     *
     * @param bytesOf size of its record
     */
    static AuditReport fitting(AuditReport report, ToIntFunction<AuditReport> bytesOf) {
        int most = WeekLists.MOST;
        AuditReport fitting = report;
        while (bytesOf.applyAsInt(fitting) > MOST_BYTES && most > 0) {
            most /= 2;
            fitting = cut(report, most);
        }
        return fitting;
    }

    private static AuditReport cut(AuditReport report, int most) {
        return new AuditReport(
                report.organization(),
                report.from(),
                report.to(),
                first(most, report.created()),
                first(most, report.usage()),
                first(most, report.unused()),
                first(most, report.expiring()),
                first(most, report.incidents()),
                report.totals(),
                first(most, report.advice()));
    }

    private static <T> List<T> first(int most, List<T> list) {
        return list.subList(0, Math.min(most, list.size()));
    }
}
