package dev.patrol.local.services;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A service that runs as a process of its own, its output in a file. */
public final class ServiceProcess {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final int LAST_LINES = 15;
    private static final int OK = 200;
    /** Of the caller's environment; the rest (proxies, credentials, settings of other programs) would be taken for ours. */
    private static final Set<String> INHERITED = Set.of(
            "PATH",
            "JAVA_HOME",
            "HOME",
            "TMPDIR",
            "LANG",
            "LC_ALL",
            // How people look on.
            "PATROL_LOG_JSON",
            "PATROL_TRACES_ENDPOINT",
            "PATROL_TRACES_PROTOCOL",
            "PATROL_TRACES_SAMPLED");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final ServiceSpec spec;
    private final Path log;
    private final Process process;

    private ServiceProcess(ServiceSpec spec, Path log, Process process) {
        this.spec = spec;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts a service in a folder, in which its log is.
     *
     * @throws UncheckedIOException if there is no Java to start it with, or the folder can't be written
     */
    public static ServiceProcess start(ServiceSpec spec, Path folder) {
        Path log = folder.resolve(spec.name() + ".log");
        ProcessBuilder builder = new ProcessBuilder(command(spec))
                // Not where the caller stands: Quarkus would read .env and config/ there.
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(spec.environment());
        try {
            return new ServiceProcess(spec, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("The service " + spec.name() + " can't be started", e);
        }
    }

    private static List<String> command(ServiceSpec spec) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-jar",
                spec.jar().toString());
    }

    public String name() {
        return spec.name();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + spec.port());
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return log;
    }

    public ServiceState state() {
        if (!process.isAlive()) {
            return ServiceState.DEAD;
        }
        return answersThatItIsReady() ? ServiceState.READY : ServiceState.STARTING;
    }

    private boolean answersThatItIsReady() {
        HttpRequest request = HttpRequest.newBuilder(url().resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** @throws IllegalThreadStateException while it is alive */
    public int exitCode() {
        return process.exitValue();
    }

    /** What it said last. */
    public List<String> lastLines() {
        try {
            List<String> lines =
                    new String(Files.readAllBytes(log), UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        } catch (IOException e) {
            return List.of("(its log " + log + " can't be read)");
        }
    }

    /** Ends services all at once: asks them to, and ends by force those that take too long. */
    public static void stopAll(List<ServiceProcess> services) {
        long deadline = System.nanoTime() + GRACE.toNanos();
        services.forEach(service -> service.process.destroy());
        services.forEach(service -> service.awaitEnd(deadline));
    }

    private void awaitEnd(long deadline) {
        try {
            if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
