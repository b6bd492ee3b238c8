package dev.patrol.notifier.mail;

import dev.patrol.model.AuditReport;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;

/** "What happened to the tokens this week." */
@Singleton
final class AuditReportMail implements MailComposer<AuditReport> {
    @CheckedTemplate(basePath = "mails", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance auditReport(Frame frame, AuditReport event, Tables tables);
    }

    /** The report's lists, as much of them as a mail can show. */
    record Tables(
            Rows<AuditReport.Incident> incidents,
            Rows<Token> expiring,
            Rows<AuditReport.Usage> usage,
            Rows<Token> unused,
            Rows<AuditReport.Created> created,
            Rows<AuditReport.Advice> advice) {
        static Tables of(AuditReport report) {
            AuditReport.Totals totals = report.totals();
            return new Tables(
                    Rows.of(report.incidents(), totals.incidents()),
                    Rows.of(report.expiring(), totals.expiring()),
                    Rows.of(report.usage(), totals.used()),
                    Rows.of(report.unused(), totals.unused()),
                    Rows.of(report.created(), totals.created()),
                    Rows.of(report.advice(), totals.advised()));
        }
    }

    @Override
    public Class<AuditReport> type() {
        return AuditReport.class;
    }

    @Override
    public Mail compose(Envelope<AuditReport> envelope) {
        AuditReport event = envelope.payload();
        String subject = "Weekly report of " + OutsideText.name(event.organization()) + ", " + Words.date(event.from())
                + " to " + Words.date(event.to());
        return Mail.of(
                Tone.ROUTINE,
                subject,
                Templates.auditReport(Frame.of(Tone.ROUTINE, envelope), event, Tables.of(event)));
    }
}
