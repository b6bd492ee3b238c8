package dev.patrol.cli.weekly;

import dev.patrol.cli.terminal.Console;
import dev.patrol.cli.terminal.Counted;
import dev.patrol.cli.terminal.Style;
import dev.patrol.cli.terminal.Text;
import dev.patrol.cli.terminal.Times;
import dev.patrol.model.AuditReport;
import dev.patrol.model.Severity;
import dev.patrol.model.token.Token;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A report for people: the totals, and the weightiest of each list. */
final class ReportPage {
    private static final int MOST_SHOWN = 20;

    private final Console console;

    ReportPage(Console console) {
        this.console = console;
    }

    void print(AuditReport report) {
        AuditReport.Totals totals = report.totals();
        console.line(List.of(Text.of(
                report.organization() + ", " + Times.minute(report.from()) + " to " + Times.minute(report.to()),
                Style.HEAD)));
        console.say(totals.rotations() + " rotated, " + totals.failures() + " failed, " + totals.violations()
                + " against policy, " + Counted.of(totals.incidents(), "incident") + ", " + totals.created()
                + " created, "
                + totals.used() + " used, " + totals.unused() + " unused, " + totals.expiring() + " expiring.");
        list("FINDINGS", report.incidents(), totals.incidents(), ReportPage::incident);
        list("EXPIRING SOON", report.expiring(), totals.expiring(), ReportPage::untilItsEnd);
        list("NOT SEEN IN USE", report.unused(), totals.unused(), ReportPage::untilItsEnd);
        list("CREATED", report.created(), totals.created(), ReportPage::created);
        list(
                "MOST USED",
                report.usage(),
                totals.used(),
                usage -> Text.of(usage.token().displayName() + ": " + Counted.of(usage.actions(), "audited action")
                        + " from " + usage.addresses() + (usage.addresses() == 1 ? " address" : " addresses")));
        list(
                "WHAT COULD DO WITHOUT A TOKEN",
                report.advice(),
                totals.advised(),
                advice -> Text.of(advice.token().displayName() + ": " + advice.sentence()));
        console.line("");
    }

    private <T> void list(String head, List<T> items, long total, Function<T, Text> words) {
        if (items.isEmpty()) {
            return;
        }
        console.line("");
        console.line(List.of(Text.of(head, Style.HEAD)));
        items.stream().limit(MOST_SHOWN).forEach(item -> console.line(List.of(Text.of("- "), words.apply(item))));
        long left = Math.max(total, items.size()) - Math.min(MOST_SHOWN, items.size());
        if (left > 0) {
            console.line("  and " + left + " more");
        }
    }

    private static Text incident(AuditReport.Incident incident) {
        return Text.of(
                incident.tokenName() + ": " + incident.rule() + ", "
                        + incident.severity().name().toLowerCase(Locale.ROOT) + ", " + Times.second(incident.at()),
                incident.severity().compareTo(Severity.HIGH) >= 0 ? Style.BAD : Style.PLAIN);
    }

    private static Text untilItsEnd(Token token) {
        String owner = token.owner() == null ? "" : token.owner() + ", ";
        return Text.of(token.displayName() + ": " + owner + "valid until " + Times.minute(token.validTo()));
    }

    private static Text created(AuditReport.Created created) {
        String by = created.createdBy() == null ? "" : "by " + created.createdBy() + ", ";
        return Text.of(
                created.token().displayName() + ": " + by
                        + (created.token().isFullScope()
                                ? "FULL ACCESS"
                                : String.join(" ", created.token().scopes())),
                created.token().isFullScope() ? Style.BAD : Style.PLAIN);
    }
}
