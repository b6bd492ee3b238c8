package dev.patrol.benchmarks.rotations;

import dev.patrol.benchmarks.harness.Latencies;
import dev.patrol.benchmarks.harness.Machine;
import dev.patrol.benchmarks.harness.ServerAllowance;
import dev.patrol.benchmarks.harness.ServiceProcess;
import dev.patrol.benchmarks.harness.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The packaged rotator, started for this run alone. Its start is not part of the makespan, and neither are its first rotations,
 * which the JVM interprets: it runs for months.
 */
final class PatrolRun {
    /** The predecessor dies as soon as its successor is proven, so that the makespan is work and no waiting. */
    static final Map<String, String> SETTINGS = Map.of("PATROL_ROTATION_OVERLAP", "0s");

    private static final int WARMING_UP = 100;

    private PatrolRun() {}

    static Measurement measure(
            int count, Latencies latencies, Optional<ServerAllowance> allowance, Duration patience, Path folder) {
        try (Site site = Site.open()) {
            DueTokens all = DueTokens.seed(site, WARMING_UP + count);
            DueTokens warming = all.first(WARMING_UP);
            DueTokens tokens = all.after(WARMING_UP);
            try (ServiceProcess rotator = ServiceProcess.start("rotator", site, SETTINGS, folder);
                    Revocations revocations = Revocations.of(site)) {
                warming.announce();
                revocations.await(warming.ids(), patience, () -> {});
                latencies.applyTo(site.control());
                allowance.ifPresent(of -> of.applyTo(site.control()));
                site.control().forgetCalls();
                Machine.busySinceLastAsked();
                Duration before = rotator.processorTime();
                Duration restBefore = Machine.ownProcessorTime();
                Instant begun = Instant.now();
                long start = System.nanoTime();
                tokens.announce();
                revocations.await(tokens.ids(), patience, () -> {});
                Duration makespan = Duration.ofNanos(System.nanoTime() - start);
                Measurement measured = new Measurement(
                        begun,
                        makespan,
                        Calls.of(site),
                        rotator.processorTime().minus(before),
                        Machine.ownProcessorTime().minus(restBefore),
                        Machine.busySinceLastAsked(),
                        revocations.failures());
                tokens.requireRotated();
                return measured;
            }
        }
    }
}
