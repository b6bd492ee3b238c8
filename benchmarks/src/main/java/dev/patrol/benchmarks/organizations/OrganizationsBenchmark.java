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
import dev.patrol.simulator.SimulatorConfig;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.http.Api;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * What it takes to look after many organizations: of each service alone, the time until it has looked at all of them once, its
 * live heap, its threads and its memory then. Nothing is due.
 */
public final class OrganizationsBenchmark implements Benchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration LIFE = Duration.ofDays(200);
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
        try (Site site = Site.open(azure(organizations, tokens))) {
            Table table = new Table("", "first look at all", "live heap", "threads", "peak RSS", "processor time");
            long records = (long) organizations * tokens;
            row(table, measure("scanner", "scanner", site, () -> written(site, Topic.TOKENS) >= records));
            long listed = site.control().callCount(Api.PATS_LIST);
            row(
                    table,
                    measure(
                            "rotator",
                            "rotator",
                            site,
                            () -> site.control().callCount(Api.PATS_LIST) - listed >= organizations));
            row(
                    table,
                    measure(
                            "audit",
                            "patrol-audit-pollers",
                            site,
                            () -> site.control().callCount(Api.AUDIT) >= organizations));
            out.println(table);
        }
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
            String service, Duration took, long heap, int threads, Optional<Long> resident, Duration processor) {}

    private static Cost measure(String service, String group, Site site, BooleanSupplier hasLookedAtAll) {
        System.err.println("Measuring the " + service);
        long start = System.nanoTime();
        try (ServiceProcess process = ServiceProcess.start(
                        service, group, site, Map.of("PATROL_POLICIES_ALL_USERS", "false"), WorkFolder.create());
                JvmProbe probe = JvmProbe.of(process.pid())) {
            Waiting.until("the " + service + " has looked at all", PATIENCE, () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("The " + service + " has ended; its log is " + process.log());
                }
                return hasLookedAtAll.getAsBoolean();
            });
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new Cost(
                    service, took, probe.liveHeap(), probe.threads(), process.peakResident(), process.processorTime());
        }
    }

    private static void row(Table table, Cost cost) {
        table.row(
                cost.service(),
                cost.took().toSeconds() + " s",
                mebibytes(cost.heap()),
                Integer.toString(cost.threads()),
                cost.resident().map(OrganizationsBenchmark::mebibytes).orElse("?"),
                cost.processor().toSeconds() + " s");
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / MEBIBYTE);
    }
}
