package dev.patrol.e2e.faults;

import dev.patrol.e2e.PackagedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A packaged rotator with a wire of its own to the broker. */
final class RotatorProcess implements AutoCloseable {
    /** What an orchestrator gives: Kubernetes' default. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Process process;
    private final Wire wire;

    private RotatorProcess(Process process, Wire wire) {
        this.process = process;
        this.wire = wire;
    }

    static RotatorProcess start(Map<String, String> environment, List<String> options, Wire wire, Path log) {
        List<String> all = new ArrayList<>(List.of(
                // A killed instance's partitions are handed on within seconds instead of most of a minute.
                "-Dmp.messaging.connector.smallrye-kafka.session.timeout.ms=1500",
                "-Dmp.messaging.connector.smallrye-kafka.heartbeat.interval.ms=300"));
        all.addAll(options);
        Path folder = log.toAbsolutePath().getParent();
        return new RotatorProcess(
                PackagedService.start("rotator", all, environment, folder, Redirect.appendTo(log.toFile())), wire);
    }

    Wire wire() {
        return wire;
    }

    /** SIGKILL: no handler runs, nothing is flushed, and what it was writing is not written. */
    void kill() {
        process.destroyForcibly();
        endsWithin(GRACE);
        wire.close();
    }

    /** SIGTERM, as an orchestrator stops it: it has to end within its grace. */
    @Override
    public void close() {
        process.destroy();
        boolean ended = endsWithin(GRACE);
        if (!ended) {
            kill();
            throw new AssertionError("The rotator did not end within " + GRACE + " of SIGTERM");
        }
        wire.close();
    }

    /** SIGSTOP: it does nothing, and notices nothing. */
    void pause() {
        signal("-STOP");
    }

    /** SIGCONT. */
    void goOn() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            int result = new ProcessBuilder("kill", name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (result != 0) {
                throw new IllegalStateException("kill " + name + " answered " + result);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean endsWithin(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
