package dev.patrol.benchmarks.rotations;

import dev.patrol.benchmarks.harness.Latencies;
import dev.patrol.benchmarks.harness.Machine;
import dev.patrol.benchmarks.harness.ServerAllowance;
import dev.patrol.benchmarks.harness.Site;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The rule of thumb that scripts go by so as not to be throttled: ten tokens at the same time, then a pause of two seconds. No
 * ledger, no events, no process of its own: only the calls that can't be avoided.
 */
final class BatchRun {
    private static final int BATCH = 10;
    private static final long PAUSE_SECONDS = 2;

    private BatchRun() {}

    static Measurement measure(int count, Latencies latencies, Optional<ServerAllowance> allowance) {
        try (Site site = Site.open()) {
            DueTokens tokens = DueTokens.seed(site, count);
            ScriptCalls script = ScriptCalls.of(site.azure());
            latencies.applyTo(site.control());
            allowance.ifPresent(of -> of.applyTo(site.control()));
            site.control().forgetCalls();
            Machine.busySinceLastAsked();
            Duration before = Machine.ownProcessorTime();
            Instant begun = Instant.now();
            long start = System.nanoTime();
            rotate(tokens.all(), script);
            Duration makespan = Duration.ofNanos(System.nanoTime() - start);
            Duration used = Machine.ownProcessorTime().minus(before);
            double busy = Machine.busySinceLastAsked();
            tokens.requireRotated();
            return new Measurement(begun, makespan, Calls.of(site), Duration.ZERO, used, busy, 0);
        }
    }

    private static void rotate(List<Token> tokens, ScriptCalls script) {
        ExecutorService workers = Executors.newFixedThreadPool(BATCH);
        try {
            for (int first = 0; first < tokens.size(); first += BATCH) {
                if (first > 0) {
                    TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
                }
                List<Callable<Boolean>> batch = tokens.subList(first, Math.min(first + BATCH, tokens.size())).stream()
                        .<Callable<Boolean>>map(token -> () -> script.rotate(token))
                        .toList();
                for (Future<Boolean> rotation : workers.invokeAll(batch)) {
                    rotation.get();
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            workers.shutdownNow();
        }
    }
}
