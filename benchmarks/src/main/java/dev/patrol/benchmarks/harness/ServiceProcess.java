package dev.patrol.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;

/** A packaged service as a process of its own, with the JVM's options that the local stack starts it with: on few
 * processors, compiling everything twice costs more than it brings. */
public final class ServiceProcess implements AutoCloseable {
    /** Settings of the caller's environment with this beginning go to the service. */
    static final String SETTINGS = "PATROL_";

    /** And so do the JVM's options from here. */
    static final String JVM_SETTINGS = "JAVA_TOOL_OPTIONS";

    private static final Set<String> INHERITED =
            Set.of("PATH", "JAVA_HOME", "HOME", "TMPDIR", "LANG", "LC_ALL", JVM_SETTINGS);
    private static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String name;
    private final URI url;
    private final Path log;
    private final Process process;

    private ServiceProcess(String name, URI url, Path log, Process process) {
        this.name = name;
        this.url = url;
        this.log = log;
        this.process = process;
        // Ctrl-C ends this JVM without closing anything.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /** The JVM's options, for the report. */
    public static String options() {
        return String.join(" ", JVM);
    }

    /**
     * Starts a service by its short name, {@code rotator}, and returns when it is ready and has its partitions.
     *
     * @throws IllegalStateException if it is not packaged, or does not come to that
     */
    public static ServiceProcess start(String name, Site site, Map<String, String> settings, Path folder) {
        return start(name, name, site, settings, folder);
    }

    /** The same for a service whose consumer group has a name of its own. */
    public static ServiceProcess start(
            String name, String group, Site site, Map<String, String> settings, Path folder) {
        Path jar = Path.of(name + "-service", "target", "quarkus-app", "quarkus-run.jar")
                .toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing; benchmarks/run packages it.");
        }
        int port = freePort();
        Path log = folder.resolve(name + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(key -> !INHERITED.contains(key) && !key.startsWith(SETTINGS));
        builder.environment().putAll(site.environment());
        builder.environment().putAll(settings);
        builder.environment().put("PORT", Integer.toString(port));
        try {
            ServiceProcess service =
                    new ServiceProcess(name, URI.create("http://127.0.0.1:" + port), log, builder.start());
            service.awaitReady(site, group);
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has written. */
    public Path log() {
        return log;
    }

    /** Processor time it has used. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The most memory that the system ever gave it, in bytes; nothing where the system doesn't tell. */
    public Optional<Long> peakResident() {
        Path status = Path.of("/proc", Long.toString(pid()), "status");
        try {
            Matcher peak = PEAK.matcher(Files.exists(status) ? Files.readString(status) : "");
            return peak.find() ? Optional.of(Long.parseLong(peak.group(1)) * 1024) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Site site, String group) {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) site.bootstrapServers()))) {
            Waiting.until(
                    name + " is ready", PATIENCE, () -> requireAlive() && isReady() && hasPartitions(admin, group));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private boolean requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("The " + name + " has ended; its log is " + log);
        }
        return true;
    }

    private boolean isReady() {
        HttpRequest request =
                HttpRequest.newBuilder(url.resolve("/q/health/ready")).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean hasPartitions(Admin admin, String groupName) {
        try {
            ConsumerGroupDescription group = admin.describeConsumerGroups(List.of(groupName))
                    .describedGroups()
                    .get(groupName)
                    .get();
            return group.groupState() == GroupState.STABLE
                    && !group.members().isEmpty()
                    && group.members().stream()
                            .noneMatch(member ->
                                    member.assignment().topicPartitions().isEmpty());
        } catch (ExecutionException notYet) {
            return false;
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

    /** Asks it to end, and ends it by force if it takes too long. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
