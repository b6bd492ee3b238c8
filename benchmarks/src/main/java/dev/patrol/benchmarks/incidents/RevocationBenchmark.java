package dev.patrol.benchmarks.incidents;

import dev.patrol.benchmarks.Benchmark;
import dev.patrol.benchmarks.harness.Arguments;
import dev.patrol.benchmarks.harness.Latencies;
import dev.patrol.benchmarks.harness.Machine;
import dev.patrol.benchmarks.harness.ServiceProcess;
import dev.patrol.benchmarks.harness.Site;
import dev.patrol.benchmarks.harness.Statistics;
import dev.patrol.benchmarks.harness.Table;
import dev.patrol.benchmarks.harness.Waiting;
import dev.patrol.benchmarks.harness.WorkFolder;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.TokenSelector;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.http.Api;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** How long a token lives after a command to revoke it was handed to the broker. */
public final class RevocationBenchmark implements Benchmark {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOKING_UP = Duration.ofMillis(60);
    private static final int WARM_UP = 50;
    private static final double MOST = 0.99;
    private static final double ALL = 1;

    @Override
    public String name() {
        return "revocation";
    }

    @Override
    public String summary() {
        return "time from a command to a dead token, beside what no rotator can beat";
    }

    @Override
    public void run(Arguments arguments, PrintStream out) {
        arguments.onlyKnow("tokens", "quick");
        int count = arguments.number("tokens", arguments.has("quick") ? 20 : 300);
        out.printf(
                Locale.ROOT,
                "%d commands, one after the other, and %d before them that are not timed; each names its token by id."
                        + " Azure DevOps answers after: %s, one token %d ms. Rotator: a process with %s.%n%n",
                count,
                WARM_UP,
                Latencies.USUAL,
                LOOKING_UP.toMillis(),
                ServiceProcess.options());
        Outcome outcome = measure(count);
        print(outcome.samples(), out);
        out.printf(Locale.ROOT, "Busy meanwhile: %.0f %% of the machine.%n", outcome.busy() * 100);
    }

    /** @param busy which part of the processors, with whatever */
    private record Outcome(List<Sample> samples, double busy) {}

    /**
     * Of each command in turn, so that all three had the same machine.
     *
     * @param echo a record to the broker and back
     * @param call from the request of a bare revocation to the moment at which Azure DevOps took the token away
     * @param patrol from the command to that moment
     */
    private record Sample(Duration echo, Duration call, Duration patrol) {
        Duration unavoidable() {
            return echo.plus(call);
        }
    }

    private static Outcome measure(int count) {
        try (Site site = Site.open()) {
            Latencies.USUAL.applyTo(site.control());
            site.control().setLatency(Api.PATS_GET, LOOKING_UP.toMillis());
            List<UUID> toCall = seed(site, "called-{n}", count + WARM_UP);
            List<UUID> toCommand = seed(site, "commanded-{n}", count + WARM_UP);
            try (ServiceProcess rotator = ServiceProcess.start(
                            "rotator", "rotator-revoke-commands", site, Map.of(), WorkFolder.create());
                    Echo echo = Echo.of(site)) {
                OneByOne calls = new OneByOne(site);
                List<Sample> samples = new ArrayList<>();
                for (int i = 0; i < count + WARM_UP; i++) {
                    if (i == WARM_UP) {
                        Machine.busySinceLastAsked();
                    }
                    samples.add(
                            new Sample(echo.time(), call(site, calls, toCall.get(i)), command(site, toCommand.get(i))));
                }
                return new Outcome(samples.subList(WARM_UP, samples.size()), Machine.busySinceLastAsked());
            }
        }
    }

    private static Duration call(Site site, OneByOne calls, UUID token) {
        Instant start = Instant.now();
        calls.revoke(token);
        return Duration.between(start, revokedAt(site, token));
    }

    private static Duration command(Site site, UUID token) {
        Instant start = Instant.now();
        site.publish(Envelope.first(
                new RevokeToken(
                        TokenSelector.byAuthorizationId(site.organization(), token), "It leaked.", "benchmark", false),
                URI.create("/benchmark"),
                start));
        Waiting.until("a token is dead", PATIENCE, () -> revokedAt(site, token) != null);
        return Duration.between(start, revokedAt(site, token));
    }

    private static Instant revokedAt(Site site, UUID token) {
        return site.control().token(token).orElseThrow().revokedAt();
    }

    private static List<UUID> seed(Site site, String name, int count) {
        return site.control()
                .seedTokens(TokenSeed.of(name, "vso.code", Instant.now().plus(Duration.ofDays(60)))
                        .withCount(count));
    }

    private static void print(List<Sample> samples, PrintStream out) {
        List<Duration> unavoidable = samples.stream().map(Sample::unavoidable).toList();
        Duration usual = Statistics.median(unavoidable);
        // Against the median, so that where the floor was slow by chance Patrol is not made to look good.
        List<Duration> overhead =
                samples.stream().map(sample -> sample.patrol().minus(usual)).toList();
        Table table = new Table("", "median", "99 % within", "longest", "of both");
        row(
                table,
                "a record to the broker and back",
                samples.stream().map(Sample::echo).toList(),
                usual);
        row(table, "a bare revocation", samples.stream().map(Sample::call).toList(), usual);
        row(table, "both: what cannot be beaten", unavoidable, usual);
        row(table, "command -> token dead", samples.stream().map(Sample::patrol).toList(), usual);
        row(table, "of it beyond the median of both", overhead, usual);
        out.println(table);
        out.printf(
                Locale.ROOT,
                "%nOverhead: 99 %% of the commands within %s (goal: at most 50 ms).%n",
                millis(Statistics.percentile(overhead, MOST)));
    }

    private static void row(Table table, String words, List<Duration> durations, Duration unavoidable) {
        Duration median = Statistics.median(durations);
        table.row(
                words,
                millis(median),
                millis(Statistics.percentile(durations, MOST)),
                millis(Statistics.percentile(durations, ALL)),
                String.format(Locale.ROOT, "%.2f", Statistics.ratio(median, unavoidable)));
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
}
