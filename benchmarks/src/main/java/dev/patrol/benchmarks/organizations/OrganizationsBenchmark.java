package dev.patrol.benchmarks.organizations;

import dev.patrol.benchmarks.Benchmark;
import dev.patrol.benchmarks.harness.Arguments;
import dev.patrol.benchmarks.harness.JvmProbe;
import dev.patrol.benchmarks.harness.ServiceProcess;
import dev.patrol.benchmarks.harness.Site;
import dev.patrol.benchmarks.harness.Table;
import dev.patrol.benchmarks.harness.Waiting;
import dev.patrol.benchmarks.harness.WorkFolder;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Lineage;
import dev.patrol.simulator.SimulatorConfig;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.http.Api;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * What it takes to look after many organizations whose secrets are in one vault: of each service alone, the time until it has
 * looked at all of them once, its live heap, its threads and its memory then, and how often it had to ask the vault. Nothing is
 * due.
 */
public final class OrganizationsBenchmark implements Benchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration LIFE = Duration.ofDays(200);
    /** After so long without anything new a service has looked at all. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    private static final int SECRETS_A_PAGE = 25;
    private static final double MEBIBYTE = 1024.0 * 1024.0;

    @Override
    public String name() {
        return "organizations";
    }

    @Override
    public String summary() {
        return "time, memory and threads that it takes to look after many organizations";
    }

    @Override
    public void run(Arguments arguments, PrintStream out) {
        arguments.onlyKnow("organizations", "tokens", "quick");
        int organizations = arguments.number("organizations", arguments.has("quick") ? 50 : 1000);
        int tokens = arguments.number("tokens", 100);
        out.printf(
                Locale.ROOT,
                "%d organizations of %d tokens. Each service alone, a process with %s. No latencies, no allowance.%n%n",
                organizations,
                tokens,
                ServiceProcess.options());
        long records = (long) organizations * tokens;
        try (Site site = Site.open(azure(organizations, tokens))) {
            keepInVault(site);
            long pages = (records + SECRETS_A_PAGE - 1) / SECRETS_A_PAGE;
            out.printf(
                    Locale.ROOT,
                    "One list of the vault has %d pages; one for each organization would have %d.%n%n",
                    pages,
                    pages * organizations);
            Table table = new Table(
                    "",
                    "first look at all",
                    "live heap",
                    "most threads",
                    "peak RSS",
                    "processor time",
                    "pages of the vault");
            try {
                measureEach(table, site, organizations, records);
            } finally {
                // What was measured is worth having, although a service does not come to its end.
                out.println(table);
            }
        }
    }

    private static void measureEach(Table table, Site site, int organizations, long records) {
        SimulatorControl azure = site.control();
        row(
                table,
                measure(
                        "scanner",
                        "scanner",
                        site,
                        QUIET,
                        () -> written(site, Topic.TOKENS) < records
                                ? 0
                                : azure.callCount(Api.PATS_LIST) + azure.callCount(Api.SECRET_LIST)));
        azure.forgetCalls();
        row(
                table,
                measure(
                        "rotator",
                        "rotator",
                        site,
                        QUIET,
                        () -> azure.callCount(Api.PATS_LIST) < organizations || azure.callCount(Api.SECRET_LIST) == 0
                                ? 0
                                : azure.callCount(Api.PATS_LIST) + azure.callCount(Api.SECRET_LIST)));
        row(
                table,
                measure(
                        "audit",
                        "patrol-audit-pollers",
                        site,
                        Duration.ZERO,
                        () -> azure.callCount(Api.AUDIT) < organizations ? 0 : 1));
    }

    /** As the rotator would have stored them. */
    private static void keepInVault(Site site) {
        site.control().tokens().forEach(token -> {
            Lineage lineage = Lineage.of(token.organization(), token.displayName());
            site.control()
                    .keepInSecret(
                            token.authorizationId(),
                            lineage.secretName(),
                            Map.of("managed-by", "pat-rotation-service", "organization", token.organization()));
        });
    }

    private static SimulatorConfig azure(int organizations, int tokens) {
        String[] names = IntStream.range(0, organizations)
                .mapToObj(number -> String.format(Locale.ROOT, "organization-%05d", number))
                .toArray(String[]::new);
        TokenSeed[] seeds = IntStream.range(0, organizations)
                .mapToObj(number -> TokenSeed.of(
                                "token", "vso.code", Instant.now().plus(LIFE))
                        .withOrganization(names[number])
                        .withCount(tokens))
                .toArray(TokenSeed[]::new);
        return SimulatorConfig.defaults().withOrganizations(names).withSeeds(seeds);
    }

    private static long written(Site site, Topic topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) site.bootstrapServers()))) {
            Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Cost(
            String service,
            Duration took,
            long heap,
            int threads,
            Optional<Long> resident,
            Duration processor,
            long pages) {}

    /**
     * @param quiet how long nothing new must come
     * @param work counts it; 0 while there is certainly more to come
     */
    private static Cost measure(String service, String group, Site site, Duration quiet, LongSupplier work) {
        System.err.println("Measuring the " + service);
        Map<String, String> settings =
                Map.of("PATROL_POLICIES_ALL_USERS", "false", "PATROL_RECONCILIATION_FIRST", "1s");
        long pagesBefore = site.control().callCount(Api.SECRET_LIST);
        long start = System.nanoTime();
        AtomicLong done = new AtomicLong();
        AtomicLong changed = new AtomicLong(start);
        try (ServiceProcess process = ServiceProcess.start(service, group, site, settings, WorkFolder.create());
                JvmProbe probe = JvmProbe.of(process.pid())) {
            Waiting.until("the " + service + " has looked at all", PATIENCE, () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("The " + service + " has ended; its log is " + process.log());
                }
                long now = work.getAsLong();
                if (done.getAndSet(now) != now) {
                    changed.set(System.nanoTime());
                }
                return now > 0 && System.nanoTime() - changed.get() >= quiet.toNanos();
            });
            return new Cost(
                    service,
                    Duration.ofNanos(changed.get() - start),
                    probe.liveHeap(),
                    probe.peakThreads(),
                    process.peakResident(),
                    process.processorTime(),
                    site.control().callCount(Api.SECRET_LIST) - pagesBefore);
        }
    }

    private static void row(Table table, Cost cost) {
        table.row(
                cost.service(),
                cost.took().toSeconds() + " s",
                mebibytes(cost.heap()),
                Integer.toString(cost.threads()),
                cost.resident().map(OrganizationsBenchmark::mebibytes).orElse("?"),
                cost.processor().toSeconds() + " s",
                Long.toString(cost.pages()));
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / MEBIBYTE);
    }
}
