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

/** The packaged rotator, started for this run alone; its start is not part of the makespan, its warming up is. */
final class PatrolRun {
    /** The predecessor dies as soon as its successor is proven, so that the makespan is work and no waiting. */
    static final Map<String, String> SETTINGS = Map.of("PATROL_ROTATION_OVERLAP", "0s");

    private PatrolRun() {}

    static Measurement measure(
            int count, Latencies latencies, Optional<ServerAllowance> allowance, Duration patience, Path folder) {
        try (Site site = Site.open()) {
            DueTokens tokens = DueTokens.seed(site, count);
            try (ServiceProcess rotator = ServiceProcess.start("rotator", site, SETTINGS, folder);
                    Revocations revocations = Revocations.of(site)) {
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
