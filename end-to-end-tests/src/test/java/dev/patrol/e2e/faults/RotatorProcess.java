package dev.patrol.e2e.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A packaged rotator. */
final class RotatorProcess implements AutoCloseable {
    private static final Path JAR = Path.of("..", "rotator-service", "target", "quarkus-app", "quarkus-run.jar");

    private final Process process;

    private RotatorProcess(Process process) {
        this.process = process;
    }

    static RotatorProcess start(Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        // A killed instance's partitions are handed on within seconds instead of most of a minute.
                        "-Dmp.messaging.connector.smallrye-kafka.session.timeout.ms=2000",
                        "-Dmp.messaging.connector.smallrye-kafka.heartbeat.interval.ms=500",
                        "-jar",
                        JAR.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new RotatorProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: no handler runs, nothing is flushed. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** SIGTERM, as an orchestrator stops it. */
    @Override
    public void close() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The rotator does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
