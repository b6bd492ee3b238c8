package dev.patrol.benchmarks.incidents;

import dev.patrol.benchmarks.Benchmark;
import dev.patrol.benchmarks.harness.Arguments;
import dev.patrol.benchmarks.harness.Machine;
import dev.patrol.benchmarks.harness.ServiceProcess;
import dev.patrol.benchmarks.harness.Site;
import dev.patrol.benchmarks.harness.Statistics;
import dev.patrol.benchmarks.harness.Table;
import dev.patrol.benchmarks.harness.WorkFolder;
import dev.patrol.model.BreakGlassAccount;
import dev.patrol.model.BreakGlassProgressed.Phase;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.TokenFilter;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** How long it takes to revoke all tokens of all users, beside a script that revokes one after the other. */
public final class BreakGlassBenchmark implements Benchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final int ONE_BY_ONE = 100;
    private static final String DOOMED = "doomed-";

    @Override
    public String name() {
        return "break-glass";
    }

    @Override
    public String summary() {
        return "time to revoke all tokens of all users, beside one after the other";
    }

    @Override
    public void run(Arguments arguments, PrintStream out) {
        arguments.onlyKnow("tokens", "users", "quick");
        int tokens = arguments.number("tokens", arguments.has("quick") ? 500 : 10_000);
        int users = arguments.number("users", arguments.has("quick") ? 25 : 500);
        out.printf(
                Locale.ROOT,
                "%d tokens of %d users; every answer of Azure DevOps after %d ms, no allowance. Rotator: a process with %s.%n%n",
                tokens,
                users,
                LATENCY.toMillis(),
                ServiceProcess.options());
        print(measure(tokens, users), tokens, out);
    }

    /**
     * All but the dry run from the moment at which the command was handed to the broker.
     *
     * @param dryRun the dry run before it, without which there is no break-glass
     * @param revoking until the tokens were listed and the first was to be revoked
     * @param dead until Azure DevOps had taken the last token away
     * @param ended until all were seen dead and the account was on its topic
     * @param oneByOne a request for each, one after the other: {@value #ONE_BY_ONE} measured, all computed
     * @param rotator processor time
     * @param busy which part of the processors, with whatever
     */
    private record Outcome(
            Duration dryRun,
            Duration revoking,
            Duration dead,
            Duration ended,
            Duration oneByOne,
            BreakGlassAccount account,
            Duration rotator,
            double busy) {}

    private static Outcome measure(int tokens, int users) {
        try (Site site = Site.open()) {
            seed(site, tokens, users);
            List<UUID> others = site.control().seedTokens(seedOf("other-{n}").withCount(ONE_BY_ONE));
            for (Api api : List.of(Api.GRAPH, Api.TOKENADMIN_LIST, Api.TOKENADMIN_REVOKE)) {
                site.control().setLatency(api, LATENCY.toMillis());
            }
            try (ServiceProcess rotator = ServiceProcess.start(
                            "rotator", "rotator-revoke-commands", site, Map.of(), WorkFolder.create());
                    Ends ends = Ends.of(site)) {
                Instant before = Instant.now();
                Ends.End would = ends.await(give(site, true, null), PATIENCE);
                Duration dryRun = Duration.between(before, Instant.now());

                Duration processor = rotator.processorTime();
                Machine.busySinceLastAsked();
                Instant start = Instant.now();
                Ends.End end = ends.await(give(site, false, would.said().confirmation()), PATIENCE);
                Duration ended = Duration.between(start, Instant.now());
                double busy = Machine.busySinceLastAsked();
                return new Outcome(
                        dryRun,
                        Duration.between(start, end.phases().get(Phase.REVOKING)),
                        Duration.between(start, lastDeath(site, tokens)),
                        ended,
                        oneByOne(site, others).multipliedBy(tokens),
                        end.said().account(),
                        rotator.processorTime().minus(processor),
                        busy);
            }
        }
    }

    private static void seed(Site site, int tokens, int users) {
        List<String> names = IntStream.rangeClosed(1, users)
                .mapToObj(user -> "user-" + user + "@contoso.example")
                .toList();
        site.control().addUsers(names);
        for (int user = 0; user < users; user++) {
            int own = tokens / users + (user < tokens % users ? 1 : 0);
            if (own > 0) {
                site.control()
                        .seedTokens(seedOf(DOOMED + user + "-{n}")
                                .withOwner(names.get(user))
                                .withCount(own));
            }
        }
    }

    private static TokenSeed seedOf(String name) {
        return TokenSeed.of(name, "vso.code", Instant.now().plus(Duration.ofDays(60)));
    }

    private static Envelope<RevokeAll> give(Site site, boolean dryRun, String confirmation) {
        TokenFilter filter = new TokenFilter(site.organization(), DOOMED + "*", null, null, null);
        Envelope<RevokeAll> command = Envelope.first(
                new RevokeAll(filter, "The vault was opened.", "benchmark", false, dryRun, false, confirmation),
                URI.create("/benchmark"),
                Instant.now());
        site.publish(command);
        return command;
    }

    private static Instant lastDeath(Site site, int tokens) {
        List<Instant> deaths = site.control().tokens().stream()
                .filter(token -> token.displayName().startsWith(DOOMED))
                .filter(token -> token.state() == PatStatus.REVOKED)
                .map(TokenFact::revokedAt)
                .sorted()
                .toList();
        if (deaths.size() != tokens) {
            throw new IllegalStateException(deaths.size() + " of " + tokens + " tokens are dead");
        }
        return deaths.get(tokens - 1);
    }

    /** The median of one request. */
    private static Duration oneByOne(Site site, List<UUID> tokens) {
        OneByOne calls = new OneByOne(site);
        List<Duration> took = new ArrayList<>();
        for (UUID token : tokens) {
            long start = System.nanoTime();
            calls.revokeAsAdministrator(token);
            took.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return Statistics.median(took);
    }

    private static void print(Outcome outcome, int tokens, PrintStream out) {
        Table table = new Table("", "time", "of Patrol");
        Duration patrol = outcome.dead();
        row(table, "the dry run before it", outcome.dryRun(), patrol);
        row(table, "command -> all listed", outcome.revoking(), patrol);
        row(table, "command -> the last token dead", outcome.dead(), patrol);
        row(table, "command -> seen dead, and the account said", outcome.ended(), patrol);
        row(table, "one after the other (" + ONE_BY_ONE + " measured, all computed)", outcome.oneByOne(), patrol);
        out.println(table);
        BreakGlassAccount account = outcome.account();
        out.printf(
                Locale.ROOT,
                "%nThe account: %d found, %d revoked, %d failed, %d users.%n",
                account.found(),
                account.revoked(),
                account.failed(),
                account.users());
        out.printf(
                Locale.ROOT,
                "%d tokens were dead after %s (goal: 10,000 within 30 s). CPU of the rotator: %s; busy meanwhile: %.0f %% of the"
                        + " machine.%n",
                tokens,
                seconds(outcome.dead()),
                seconds(outcome.rotator()),
                outcome.busy() * 100);
    }

    private static void row(Table table, String words, Duration took, Duration patrol) {
        table.row(words, seconds(took), String.format(Locale.ROOT, "%.2f", Statistics.ratio(took, patrol)));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }
}
