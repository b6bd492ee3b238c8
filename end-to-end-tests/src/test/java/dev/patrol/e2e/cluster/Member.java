package dev.patrol.e2e.cluster;

import static org.awaitility.Awaitility.await;

import dev.patrol.e2e.PackagedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One instance of a packaged service, which can be stopped and started again as an upgrade does. */
final class Member implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int GRACE_SECONDS = 40;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String service;
    private final Map<String, String> environment;
    private final Path folder;
    private final Path log;
    private final int port = freePort();
    private Process process;

    Member(String service, Map<String, String> environment, Path folder, Path log) {
        this.service = service;
        this.environment = new HashMap<>(environment);
        this.environment.put("PORT", Integer.toString(port));
        this.folder = folder;
        this.log = log;
    }

    String service() {
        return service;
    }

    void start() {
        process = PackagedService.start(service, List.of(), environment, folder, Redirect.appendTo(log.toFile()));
    }

    void awaitReady() {
        await(service + " is ready; its log is " + log)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .failFast(service + " has ended; its log is " + log, () -> !process.isAlive())
                .until(() -> readiness().contains("\"status\": \"UP\",\n    \"checks\""));
    }

    private String readiness() {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException notYet) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /**
     * Waits until it ends by itself.
     *
     * @return its exit code
     */
    int awaitEnd() {
        if (!hasEnded()) {
            throw new AssertionError(service + " has not ended; its log is " + log);
        }
        return process.exitValue();
    }

    /** SIGTERM, as an orchestrator stops it. */
    void stop() {
        process.destroy();
        if (!hasEnded()) {
            throw new AssertionError(service + " did not end within " + GRACE_SECONDS + " s of SIGTERM");
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            if (!hasEnded()) {
                process.destroyForcibly();
            }
        }
    }

    private boolean hasEnded() {
        try {
            return process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
