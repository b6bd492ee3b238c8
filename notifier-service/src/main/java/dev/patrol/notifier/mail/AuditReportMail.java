package dev.patrol.notifier.mail;

import dev.patrol.model.AuditReport;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import java.util.List;
import java.util.Map;

/** "What happened to the tokens this week." */
final class AuditReportMail implements MailComposer<AuditReport> {
    /**
     * The report's lists, as much of them as a mail can show.
     *
     * @param numbers what the chart shows
     * @param actions of each token in {@code usage}, in its order
     */
    public record Tables(
            Rows<AuditReport.Incident> incidents,
            Rows<Token> expiring,
            Rows<AuditReport.Usage> usage,
            Rows<Token> unused,
            Rows<AuditReport.Created> created,
            Rows<AuditReport.Advice> advice,
            List<Total> numbers,
            List<Total> actions) {
        static Tables of(AuditReport report) {
            AuditReport.Totals totals = report.totals();
            Rows<AuditReport.Usage> usage = Rows.of(report.usage(), totals.used());
            return new Tables(
                    Rows.of(report.incidents(), totals.incidents()),
                    Rows.of(report.expiring(), totals.expiring()),
                    usage,
                    Rows.of(report.unused(), totals.unused()),
                    Rows.of(report.created(), totals.created()),
                    Rows.of(report.advice(), totals.advised()),
                    numbers(totals),
                    actions(usage.shown()));
        }

        private static List<Total> numbers(AuditReport.Totals totals) {
            return Total.inOrder(List.of(
                    Map.entry("Rotated", totals.rotations()),
                    Map.entry("Rotations that failed", totals.failures()),
                    Map.entry("Created", totals.created()),
                    Map.entry("Expiring within 30 days", totals.expiring()),
                    Map.entry("Not seen in use", totals.unused()),
                    Map.entry("Could do without a token", totals.advised()),
                    Map.entry("Findings against policy", totals.violations()),
                    Map.entry("Incidents", totals.incidents())));
        }

        private static List<Total> actions(List<AuditReport.Usage> usage) {
            return Total.inOrder(usage.stream()
                    .map(used -> Map.entry(used.token().displayName(), used.actions()))
                    .toList());
        }
    }

    private final MailWriter writer;

    AuditReportMail(MailWriter writer) {
        this.writer = writer;
    }

    @Override
    public Class<AuditReport> type() {
        return AuditReport.class;
    }

    @Override
    public Mail compose(Envelope<AuditReport> envelope) {
        AuditReport event = envelope.payload();
        String subject = "Weekly report of " + OutsideText.name(event.organization()) + ", "
                + writer.words().date(event.from()) + " to " + writer.words().date(event.to());
        return writer.write(
                "audit-report", Frame.of(envelope), subject, Map.of("event", event, "tables", Tables.of(event)));
    }
}
