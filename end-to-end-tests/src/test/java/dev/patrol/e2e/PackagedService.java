package dev.patrol.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One instance of a packaged service, a process of its own. It can be stopped and started again, as an upgrade does. */
public final class PackagedService implements AutoCloseable {
    /** With which a service ends that can't do anything with its settings. */
    public static final int WRONG_SETTING = 78;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** What an orchestrator gives: Kubernetes' default. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://\\S+:(\\d+)");
    private static final int READY = 200;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final List<String> options;
    private final Map<String, String> environment;
    private final Path folder;
    private final Path log;
    private Process process;
    private long logBefore;

    /**
     * @param name short, such as {@code rotator}
     * @param options of the JVM
     * @param folder where it runs
     * @param log to which it adds
     */
    PackagedService(String name, List<String> options, Map<String, String> environment, Path folder, Path log) {
        this.name = name;
        this.options = List.copyOf(options);
        this.folder = folder;
        this.log = log;
        this.environment = new HashMap<>(environment);
        this.environment.putIfAbsent("PORT", "0");
        // Its default is shared by all services at port 0, and what another broker's records left there ends a
        // detector.
        this.environment.putIfAbsent(
                "PATROL_DETECTION_STATE_DIRECTORY", folder.resolve("detector").toString());
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    public void start() {
        List<String> arguments = new ArrayList<>(options);
        arguments.add("-Xmx256m");
        arguments.addAll(List.of("-jar", Processes.jar(name + "-service", "quarkus-app/quarkus-run.jar")));
        logBefore = log.toFile().length();
        process = Processes.java(arguments, environment, folder, log);
    }

    public void awaitReady() {
        await(name + " is ready; its log is " + log)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .failFast(name + " has ended; its log is " + log, () -> !isRunning())
                .until(() -> get("/q/health/ready")
                        .filter(answer -> answer.statusCode() == READY)
                        .isPresent());
    }

    /** What it says of its readiness; empty while it does not answer. */
    public String readiness() {
        return get("/q/health/ready").map(HttpResponse::body).orElse("");
    }

    private Optional<HttpResponse<String>> get(String path) {
        try {
            Optional<URI> url = findUrl();
            return url.isEmpty()
                    ? Optional.empty()
                    : Optional.of(HTTP.send(
                            HttpRequest.newBuilder(url.get().resolve(path)).build(), BodyHandlers.ofString()));
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where it listens, which it has to have said; the port is another one after each start. */
    public URI url() {
        return findUrl().orElseThrow(() -> new AssertionError(name + " does not listen; its log is " + log));
    }

    private Optional<URI> findUrl() {
        try {
            byte[] said = Files.readAllBytes(log);
            Matcher listening =
                    LISTENING.matcher(new String(said, (int) logBefore, said.length - (int) logBefore, UTF_8));
            return listening.find()
                    ? Optional.of(URI.create("http://127.0.0.1:" + listening.group(1)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /**
     * Waits until it ends by itself.
     *
     * @return its exit code
     */
    public int awaitEnd() {
        if (!Processes.endsWithin(PATIENCE, process)) {
            throw new AssertionError(name + " has not ended; its log is " + log);
        }
        return process.exitValue();
    }

    /** SIGTERM, as an orchestrator stops it: it has to end within its grace. */
    public void stop() {
        process.destroy();
        if (!Processes.endsWithin(GRACE, process)) {
            kill();
            throw new AssertionError(name + " did not end within " + GRACE + " of SIGTERM; its log is " + log);
        }
    }

    /** SIGKILL: no handler runs, nothing is flushed, and what it was writing is not written. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGSTOP: it does nothing, and notices nothing. */
    public void pause() {
        Processes.signal("STOP", process.pid());
    }

    /** SIGCONT. */
    public void goOn() {
        Processes.signal("CONT", process.pid());
    }

    /** Whatever it is doing. */
    @Override
    public void close() {
        kill();
    }
}
