package dev.patrol.benchmarks.detection;

import static java.util.stream.Collectors.joining;

import dev.patrol.benchmarks.Benchmark;
import dev.patrol.benchmarks.harness.Arguments;
import dev.patrol.benchmarks.harness.JvmProbe;
import dev.patrol.benchmarks.harness.ServiceProcess;
import dev.patrol.benchmarks.harness.Site;
import dev.patrol.benchmarks.harness.Statistics;
import dev.patrol.benchmarks.harness.Table;
import dev.patrol.benchmarks.harness.Waiting;
import dev.patrol.benchmarks.harness.WorkFolder;
import dev.patrol.model.Topic;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;

/** Entries per second through the detector, beside a plain consumer that reads and parses the same topic. */
public final class DetectorBenchmark implements Benchmark {
    private static final String GROUP = "patrol-detector";
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final double MEBIBYTE = 1024.0 * 1024.0;

    @Override
    public String name() {
        return "detector";
    }

    @Override
    public String summary() {
        return "entries per second through the detector, and its memory, beside a plain consumer";
    }

    @Override
    public void run(Arguments arguments, PrintStream out) {
        arguments.onlyKnow("tokens", "entries", "runs", "quick");
        boolean quick = arguments.has("quick");
        int tokens = arguments.number("tokens", quick ? 2_000 : 100_000);
        int entries = arguments.number("entries", quick ? 20_000 : 400_000);
        int runs = arguments.number("runs", quick ? 1 : 3);
        int warmUp = entries / 4;
        out.printf(
                Locale.ROOT,
                "%d entries of %d tokens; the first %d are not timed. Detector: a process with %s.%n%n",
                entries,
                tokens,
                warmUp,
                ServiceProcess.options());
        List<Run> all = new ArrayList<>();
        for (int number = 1; number <= runs; number++) {
            System.err.printf(Locale.ROOT, "Measuring, %d of %d%n", number, runs);
            all.add(measure(tokens, entries, warmUp));
        }
        print(all, entries - warmUp, out);
    }

    /**
     * @param heap live heap at the end, in bytes
     * @param resident the most that the system ever gave, in bytes
     */
    private record Run(Pace plain, Pace detector, Duration processor, long heap, Optional<Long> resident) {}

    private static Run measure(int tokens, int entries, int warmUp) {
        Path folder = WorkFolder.create();
        try (Site site = Site.open();
                Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) site.bootstrapServers()))) {
            AuditLoad load = new AuditLoad(site, tokens);
            load.publishInventory();
            load.publishEntries(entries);
            load.publishLast(entries);
            Pace plain = PlainConsumer.read(site, entries, warmUp);
            Map<String, String> settings = Map.of(
                    "AUDIT_POLL_INTERVAL", "1h",
                    "PATROL_DETECTION_ALLOWED_NETWORKS", AuditLoad.ALLOWED,
                    "PATROL_DETECTION_RULES_0__RULE", "outside-hours",
                    "PATROL_DETECTION_RULES_0__ENABLED", "false",
                    "PATROL_DETECTION_STATE_DIRECTORY",
                            folder.resolve("detector").toAbsolutePath().toString());
            try (ServiceProcess audit = ServiceProcess.start("audit", GROUP, site, settings, folder);
                    Findings findings = Findings.of(site);
                    JvmProbe probe = JvmProbe.of(audit.pid())) {
                Waiting.until("the detector is warm", PATIENCE, () -> readBy(admin) >= warmUp);
                long begun = readBy(admin);
                long start = System.nanoTime();
                Duration before = audit.processorTime();
                Waiting.until("everything is looked at", PATIENCE, () -> findings.count() >= AuditLoad.LAST);
                Pace took = new Pace(
                        Duration.ofNanos(System.nanoTime() - start),
                        audit.processorTime().minus(before));
                // What was read before the clock was started is not what was timed.
                double share = (double) (entries - warmUp) / (entries - begun);
                return new Run(plain, took.times(share), audit.processorTime(), probe.liveHeap(), audit.peakResident());
            }
        }
    }

    /** Entries that the detector has read and will not read again. */
    private static long readBy(Admin admin) {
        try {
            return admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(entry -> entry.getKey().topic().equals(Topic.Names.AUDIT_ENTRIES))
                    .mapToLong(entry -> entry.getValue().offset())
                    .sum();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void print(List<Run> runs, int timed, PrintStream out) {
        List<Pace> plain = runs.stream().map(Run::plain).toList();
        List<Pace> detector = runs.stream().map(Run::detector).toList();
        Duration plainTime = median(plain, Pace::time);
        Duration plainProcessor = median(plain, Pace::processor);
        Table table = new Table("", "entries a second", "of the plain consumer", "CPU an entry", "of it", "each run");
        row(table, "plain consumer", timed, plain, plainTime, plainProcessor);
        row(table, "detector", timed, detector, plainTime, plainProcessor);
        out.println(table);
        Table memory = new Table("run", "live heap", "peak RSS", "CPU in all");
        for (int number = 0; number < runs.size(); number++) {
            Run run = runs.get(number);
            memory.row(
                    Integer.toString(number + 1),
                    mebibytes(run.heap()),
                    run.resident().map(DetectorBenchmark::mebibytes).orElse("?"),
                    String.format(Locale.ROOT, "%.1f s", run.processor().toMillis() / 1000.0));
        }
        out.println(memory);
    }

    private static void row(
            Table table, String name, int timed, List<Pace> runs, Duration plainTime, Duration plainProcessor) {
        Duration time = median(runs, Pace::time);
        Duration processor = median(runs, Pace::processor);
        table.row(
                name,
                perSecond(timed, time),
                String.format(Locale.ROOT, "%.2f", Statistics.ratio(plainTime, time)),
                String.format(Locale.ROOT, "%.0f us", processor.toNanos() / 1e3 / timed),
                String.format(Locale.ROOT, "%.1f", Statistics.ratio(processor, plainProcessor)),
                runs.stream().map(run -> perSecond(timed, run.time())).collect(joining(", ")));
    }

    private static Duration median(List<Pace> runs, Function<Pace, Duration> part) {
        return Statistics.median(runs.stream().map(part).toList());
    }

    private static String perSecond(int entries, Duration time) {
        return String.format(Locale.ROOT, "%.0f", entries / (time.toNanos() / 1e9));
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / MEBIBYTE);
    }
}
