package dev.patrol.cli.check;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.azure.Organizations;
import dev.patrol.cli.check.azure.NoOrganizationCheck;
import dev.patrol.cli.check.azure.OrganizationCheck;
import dev.patrol.cli.check.kafka.KafkaCheck;
import dev.patrol.cli.check.mail.MailCheck;
import dev.patrol.cli.check.store.StoreCheck;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.options.OutputOptions;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Console;
import dev.patrol.model.topics.Service;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./patrol check}. */
@Command(
        name = "check",
        description =
                "Tries everything that the settings name, looks whether the services run and keep up, and says what"
                        + " mends what does not work.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./patrol check", "  ./patrol check --service rotator --env-file rotator.env --json"})
public final class CheckCommand implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofSeconds(25);

    private final Settings settings;
    private final Console console;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--service",
            split = ",",
            paramLabel = "NAME",
            description =
                    "What this service needs, and whether it runs, instead of all four: scanner, rotator, audit or"
                            + " notifier. For services that have settings and users of their own. May be repeated.")
    Set<Service> wanted = EnumSet.noneOf(Service.class);

    public CheckCommand(Settings settings, Console console, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        List<Finding> findings = new CheckRun(DEADLINE).of(checks());
        if (output.isJson()) {
            console.line(Report.json(findings));
        } else {
            Report.table(findings, console.width()).forEach(console::line);
        }
        return Report.isFine(findings) ? ExitCode.OK : ExitCode.FAILED;
    }

    private List<Check> checks() {
        Set<Service> services = wanted.isEmpty() ? EnumSet.allOf(Service.class) : wanted;
        List<Check> checks = new ArrayList<>();
        checks.add(new KafkaCheck(settings, services, clock));
        if (services.stream().anyMatch(Service::reachesAzureDevOps)) {
            checks.addAll(organizationChecks(services));
        } else {
            checks.add(new NotNeededCheck("Azure DevOps", "The notifier does not reach it."));
        }
        checks.add(
                needStore(services)
                        ? new StoreCheck(settings, clock)
                        : new NotNeededCheck("secret store", "Only the rotator keeps secrets."));
        checks.add(
                services.contains(Service.NOTIFIER)
                        ? new MailCheck(settings)
                        : new NotNeededCheck("mail", "Only the notifier sends mail."));
        return checks;
    }

    private boolean needStore(Set<Service> services) {
        return services.contains(Service.ROTATOR)
                || services.stream().anyMatch(Service::reachesAzureDevOps)
                        && new Organizations(settings, clock).needKeptSignIn();
    }

    private List<Check> organizationChecks(Set<Service> services) {
        Organizations organizations = new Organizations(settings, clock);
        List<String> problems = organizations.problems();
        if (!problems.isEmpty()) {
            return List.of(new NoOrganizationCheck(problems));
        }
        return organizations.names().stream()
                .<Check>map(name -> new OrganizationCheck(organizations, name, services, clock))
                .toList();
    }
}
