package dev.patrol.benchmarks.rotations;

import dev.patrol.benchmarks.Benchmark;
import dev.patrol.benchmarks.harness.Arguments;
import dev.patrol.benchmarks.harness.JvmProbe;
import dev.patrol.benchmarks.harness.ServiceProcess;
import dev.patrol.benchmarks.harness.Site;
import dev.patrol.benchmarks.harness.Table;
import dev.patrol.benchmarks.harness.WorkFolder;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How much memory the rotator needs for a short and for a long queue of due tokens. The queue may not matter; the number of
 * tokens that there are may, so both are told apart: few due of few, few due of many, and many due of many.
 */
public final class MemoryBenchmark implements Benchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final int HISTOGRAM = 25;
    private static final double MEBIBYTE = 1024.0 * 1024.0;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String summary() {
        return "peak memory of the rotator with a short and with a long queue of due tokens";
    }

    @Override
    public void run(Arguments arguments, PrintStream out) {
        arguments.onlyKnow("few", "many", "quick");
        boolean quick = arguments.has("quick");
        int few = arguments.number("few", quick ? 100 : 1000);
        int many = arguments.number("many", quick ? 2000 : 20_000);
        out.printf(
                Locale.ROOT,
                "Rotator: a process with %s. No latencies, no allowance, overlap 0.%n",
                ServiceProcess.options());
        out.printf(
                Locale.ROOT,
                "Live heap: the most that was in use after full collections, %d s apart.%n%n",
                BETWEEN_LOOKS.toSeconds());

        Peak first = measure(few, few);
        Table table = new Table("due", "tokens in all", "time", "idle heap", "peak heap", "ratio", "peak RSS", "ratio");
        row(table, first, first);
        row(table, measure(few, many), first);
        Peak last = measure(many, many);
        row(table, last, first);
        out.println(table);
        out.printf(
                Locale.ROOT,
                "%nLive objects at the peak of the last:%n%s%n",
                String.join(System.lineSeparator(), last.histogram()));
    }

    private static void row(Table table, Peak peak, Peak first) {
        table.row(
                Integer.toString(peak.due()),
                Integer.toString(peak.tokens()),
                peak.took().toSeconds() + " s",
                mebibytes(peak.idle()),
                mebibytes(peak.heap()),
                ratio(peak.heap(), first.heap()),
                peak.resident().map(MemoryBenchmark::mebibytes).orElse("?"),
                peak.resident()
                        .flatMap(bytes -> first.resident().map(base -> ratio(bytes, base)))
                        .orElse("?"));
    }

    /**
     * @param idle live heap before anything is due
     * @param heap the most live heap
     * @param resident the most that the system ever gave
     */
    private record Peak(
            int due,
            int tokens,
            Duration took,
            long idle,
            long heap,
            Optional<Long> resident,
            List<String> histogram) {}

    private static Peak measure(int due, int tokens) {
        System.err.printf(Locale.ROOT, "Measuring %d due tokens of %d%n", due, tokens);
        try (Site site = Site.open()) {
            DueTokens all = DueTokens.seed(site, tokens);
            try (ServiceProcess rotator =
                            ServiceProcess.start("rotator", site, PatrolRun.SETTINGS, WorkFolder.create());
                    JvmProbe probe = JvmProbe.of(rotator.pid());
                    Revocations revocations = Revocations.of(site)) {
                HeapWatch watch = new HeapWatch(probe);
                watch.look();
                long idle = watch.peak();
                long start = System.nanoTime();
                DueTokens queue = all.first(due);
                queue.announce();
                revocations.await(queue.ids(), PATIENCE, watch::lookIfItIsTime);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                watch.look();
                queue.requireRotated();
                return new Peak(due, tokens, took, idle, watch.peak(), rotator.peakResident(), watch.histogram());
            }
        }
    }

    /** Not safe for use by several threads. */
    private static final class HeapWatch {
        private final JvmProbe probe;
        private long next = System.nanoTime();
        private long peak;
        private List<String> histogram = List.of();

        private HeapWatch(JvmProbe probe) {
            this.probe = probe;
        }

        void lookIfItIsTime() {
            if (System.nanoTime() - next >= 0) {
                look();
                next = System.nanoTime() + BETWEEN_LOOKS.toNanos();
            }
        }

        void look() {
            long live = probe.liveHeap();
            if (live > peak) {
                peak = live;
                histogram = probe.histogram(HISTOGRAM);
            }
        }

        long peak() {
            return peak;
        }

        List<String> histogram() {
            return histogram;
        }
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / MEBIBYTE);
    }

    private static String ratio(long one, long other) {
        return String.format(Locale.ROOT, "%.2f", (double) one / other);
    }
}
