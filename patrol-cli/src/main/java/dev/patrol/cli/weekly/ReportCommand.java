package dev.patrol.cli.weekly;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.ExitCode;
import dev.patrol.cli.events.Data;
import dev.patrol.cli.events.Happening;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.options.Moment;
import dev.patrol.cli.options.OrganizationName;
import dev.patrol.cli.options.OutputOptions;
import dev.patrol.cli.settings.AuditServiceSettings;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Console;
import dev.patrol.model.AuditReport;
import dev.patrol.model.Topic;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./patrol report}. */
@Command(
        name = "report",
        description =
                "Shows the latest report of each organization: what happened to its tokens in seven days. With --make the"
                        + " audit service first makes one of the seven days up to now.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patrol report --organization contoso",
            "  ./patrol report --make",
            "  ./patrol report --make --to 2026-11-23T00:00:00Z --json"
        })
public final class ReportCommand implements Callable<Integer> {
    private final Settings settings;
    private final Console console;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--organization",
            converter = OrganizationName.class,
            paramLabel = "NAME",
            description = "Of this organization. Default: of all.")
    private String organization;

    @Option(names = "--make", description = "Has a report made first, by the audit service at AUDIT_SERVICE_URL.")
    private boolean make;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Moment.class,
            description =
                    "With --make: the end of the seven days, in UTC, for example 2026-11-23T00:00:00Z. Default: now.")
    private Instant to;

    public ReportCommand(Settings settings, Console console, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (to != null && !make) {
            throw CallFailed.wrongCall("--to goes with --make.");
        }
        Topics topics = Topics.reach(settings, clock);
        if (make) {
            makeReports();
        }
        Map<String, AuditReport> latest = new TreeMap<>();
        topics.all(Topic.AUDIT_REPORT, message -> keepLatest(message, latest));
        if (latest.isEmpty()) {
            throw CallFailed.with(
                    ExitCode.NOT_FOUND, "There is no report yet. One is made every Monday; --make asks for one now.");
        }
        latest.values().forEach(this::tell);
        return ExitCode.OK;
    }

    private void makeReports() {
        settings.problemsOf(AuditServiceSettings.class).stream().findFirst().ifPresent(problem -> {
            throw CallFailed.because(problem);
        });
        AuditServiceSettings audit = settings.as(AuditServiceSettings.class);
        new AuditService(audit.url(), audit.keyFile().map(ApiKey::in))
                .makeReports(Optional.ofNullable(organization), Optional.ofNullable(to));
    }

    private void keepLatest(ConsumerRecord<String, byte[]> message, Map<String, AuditReport> latest) {
        Happening.of(message)
                .payload()
                .filter(AuditReport.class::isInstance)
                .map(AuditReport.class::cast)
                .filter(report -> organization == null || organization.equalsIgnoreCase(report.organization()))
                .filter(report -> to == null || !report.to().isAfter(to))
                .ifPresent(report -> latest.merge(
                        report.organization().toLowerCase(Locale.ROOT),
                        report,
                        (one, other) -> other.to().isBefore(one.to()) ? one : other));
    }

    private void tell(AuditReport report) {
        if (output.isJson()) {
            console.json(Data.of(report));
        } else {
            new ReportPage(console).print(report);
        }
    }
}
