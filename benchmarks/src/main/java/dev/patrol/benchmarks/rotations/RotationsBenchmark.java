package dev.patrol.benchmarks.rotations;

import dev.patrol.benchmarks.Benchmark;
import dev.patrol.benchmarks.harness.Arguments;
import dev.patrol.benchmarks.harness.Latencies;
import dev.patrol.benchmarks.harness.Machine;
import dev.patrol.benchmarks.harness.ServerAllowance;
import dev.patrol.benchmarks.harness.ServiceProcess;
import dev.patrol.benchmarks.harness.Statistics;
import dev.patrol.benchmarks.harness.Table;
import dev.patrol.benchmarks.harness.WorkFolder;
import dev.patrol.simulator.http.Api;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How long many due tokens take, next to the bound of latencies and allowance and to a rule of thumb. */
public final class RotationsBenchmark implements Benchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final String USUAL_ALLOWANCE = "600/10s";
    /** Patrol's default, for the words beside the figures. */
    private static final int WORKERS = 64;

    @Override
    public String name() {
        return "rotations";
    }

    @Override
    public String summary() {
        return "makespan of many due tokens: Patrol, batches of 10 with pauses of 2 s, and the bound";
    }

    @Override
    public void run(Arguments arguments, PrintStream out) {
        arguments.onlyKnow("tokens", "runs", "allowance", "quick", "patrol-only");
        boolean quick = arguments.has("quick");
        int tokens = arguments.number("tokens", quick ? 200 : 1000);
        int runs = arguments.number("runs", quick ? 1 : 3);
        ServerAllowance allowance =
                ServerAllowance.parse(arguments.text("allowance").orElse(quick ? "120/10s" : USUAL_ALLOWANCE));
        Latencies latencies = Latencies.USUAL;
        out.printf(Locale.ROOT, "%d due tokens at once, overlap 0. Latencies: %s.%n", tokens, latencies);
        out.printf(
                Locale.ROOT,
                "Rotator: a process with %s, started for each run and warmed up by 100 rotations. Makespans: median of %d.%n%n",
                ServiceProcess.options(),
                runs);

        System.err.println("Measuring the batches");
        Optional<Measurement> batches = arguments.has("patrol-only")
                ? Optional.empty()
                : Optional.of(BatchRun.measure(tokens, latencies, Optional.of(allowance)));
        report("Allowance: " + allowance, tokens, runs, latencies, Optional.of(allowance), batches, out);
        report("No allowance: as many requests as one likes", tokens, runs, latencies, Optional.empty(), batches, out);
    }

    private static void report(
            String title,
            int tokens,
            int runs,
            Latencies latencies,
            Optional<ServerAllowance> allowance,
            Optional<Measurement> batches,
            PrintStream out) {
        LowerBound bound = LowerBound.of(tokens, latencies, allowance);
        List<Measurement> patrol = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            System.err.printf(Locale.ROOT, "Measuring Patrol, %d of %d%n", run + 1, runs);
            patrol.add(PatrolRun.measure(tokens, latencies, allowance, PATIENCE, WorkFolder.create()));
        }
        Duration makespan =
                Statistics.median(patrol.stream().map(Measurement::makespan).toList());

        out.println(title);
        Table table = new Table("", "makespan", "of the bound", "of Patrol", "429");
        table.row("bound", seconds(bound.duration()), "1.00", ratio(bound.duration(), makespan), "0");
        table.row(
                "Patrol",
                seconds(makespan),
                ratio(makespan, bound.duration()),
                "1.00",
                Long.toString(patrol.stream()
                        .mapToLong(run -> run.calls().refused())
                        .max()
                        .orElseThrow()));
        batches.ifPresent(run -> table.row(
                "batches of 10, pauses of 2 s",
                seconds(run.makespan()),
                ratio(run.makespan(), bound.duration()),
                ratio(run.makespan(), makespan),
                Long.toString(run.calls().refused())));
        out.println(table);
        out.printf(Locale.ROOT, "The bound is set by %s.", bound.setBy());
        out.printf(
                Locale.ROOT,
                " %d workers without any allowance: %s at least.%n%n",
                WORKERS,
                seconds(LowerBound.withWorkers(tokens, latencies, WORKERS)));
        out.println(details(patrol));
        out.printf(
                Locale.ROOT,
                "Tokens created and revoked in each second of the first: %s%n",
                patrol.get(0).changesBySecond());
        out.println();
    }

    private static Table details(List<Measurement> runs) {
        Table table = new Table(
                "Patrol's runs",
                "last created",
                "last revoked",
                "last said dead",
                "list",
                "create",
                "revoke",
                "read",
                "vault get",
                "vault set",
                "429",
                "failed",
                "CPU rotator",
                "CPU rest",
                "of all CPUs",
                "busy in all");
        for (int run = 0; run < runs.size(); run++) {
            Measurement measured = runs.get(run);
            Calls calls = measured.calls();
            Duration available = measured.makespan().multipliedBy(Machine.processors());
            table.row(
                    Integer.toString(run + 1),
                    seconds(measured.untilLast(Api.PATS_CREATE)),
                    seconds(measured.untilLast(Api.PATS_REVOKE)),
                    seconds(measured.makespan()),
                    Long.toString(calls.of(Api.PATS_LIST)),
                    Long.toString(calls.of(Api.PATS_CREATE)),
                    Long.toString(calls.of(Api.PATS_REVOKE)),
                    Long.toString(calls.of(Api.CONNECTION_DATA)),
                    Long.toString(calls.of(Api.SECRET_GET)),
                    Long.toString(calls.of(Api.SECRET_SET)),
                    Long.toString(calls.refused()),
                    Long.toString(measured.failures()),
                    seconds(measured.rotator()),
                    seconds(measured.rest()),
                    percent(Statistics.ratio(measured.rotator().plus(measured.rest()), available)),
                    percent(measured.busy()));
        }
        return table;
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String ratio(Duration one, Duration other) {
        return String.format(Locale.ROOT, "%.2f", Statistics.ratio(one, other));
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.0f %%", part * 100);
    }
}
