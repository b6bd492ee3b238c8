package dev.patrol.e2e.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A packaged notifier. */
final class NotifierProcess implements AutoCloseable {
    private static final Path JAR = Path.of("..", "notifier-service", "target", "quarkus-app", "quarkus-run.jar");
    /** What an orchestrator gives: Kubernetes' default. */
    private static final int GRACE_SECONDS = 30;

    private final Process process;
    private final int port;

    private NotifierProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static NotifierProcess start(Map<String, String> environment, Path log) {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        JAR.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("PORT", Integer.toString(port));
        try {
            return new NotifierProcess(builder.start(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it is the one that tells people; false also while it does not answer. */
    boolean isActive() {
        return readiness().contains("\"read back\": true");
    }

    boolean isStandingBy() {
        return readiness().contains("\"read back\": false");
    }

    private String readiness() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } catch (IOException notYet) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL: no handler runs, and what it was writing is not written. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, as an orchestrator stops it: it has to end within its grace. */
    @Override
    public void close() {
        process.destroy();
        if (!awaitEnd()) {
            kill();
            throw new AssertionError("The notifier did not end within " + GRACE_SECONDS + " s of SIGTERM");
        }
    }

    private boolean awaitEnd() {
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
