package dev.patrol.benchmarks;

import dev.patrol.benchmarks.detection.DetectorBenchmark;
import dev.patrol.benchmarks.detection.ResponseBenchmark;
import dev.patrol.benchmarks.harness.Arguments;
import dev.patrol.benchmarks.harness.Machine;
import dev.patrol.benchmarks.incidents.BreakGlassBenchmark;
import dev.patrol.benchmarks.incidents.RevocationBenchmark;
import dev.patrol.benchmarks.organizations.OrganizationsBenchmark;
import dev.patrol.benchmarks.rotations.MemoryBenchmark;
import dev.patrol.benchmarks.rotations.RotationsBenchmark;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs the benchmark that its first argument names. */
public final class BenchmarksMain {
    private static final List<Benchmark> BENCHMARKS = List.of(
            new RotationsBenchmark(),
            new MemoryBenchmark(),
            new DetectorBenchmark(),
            new ResponseBenchmark(),
            new RevocationBenchmark(),
            new BreakGlassBenchmark(),
            new OrganizationsBenchmark());

    private BenchmarksMain() {}

    public static void main(String[] args) {
        // Before anything logs.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.exit(run(args));
    }

    private static int run(String[] args) {
        Optional<Benchmark> wanted = BENCHMARKS.stream()
                .filter(benchmark -> args.length > 0 && benchmark.name().equals(args[0]))
                .findFirst();
        if (wanted.isEmpty()) {
            System.err.println("Which benchmark?");
            BENCHMARKS.forEach(
                    benchmark -> System.err.printf(Locale.ROOT, "  %-12s %s%n", benchmark.name(), benchmark.summary()));
            return 2;
        }
        try {
            Arguments arguments = Arguments.of(Arrays.asList(args).subList(1, args.length));
            System.out.println(Machine.describe());
            wanted.get().run(arguments, System.out);
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }
}
