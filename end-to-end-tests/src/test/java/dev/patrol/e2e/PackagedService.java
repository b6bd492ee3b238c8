package dev.patrol.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Starts packaged services as processes of their own. */
public final class PackagedService {
    /** Of the caller's environment; the rest would be taken for settings. */
    private static final Set<String> INHERITED = Set.of("PATH", "JAVA_HOME", "HOME", "TMPDIR", "LANG", "LC_ALL");

    private PackagedService() {}

    /**
     * Starts a service by its short name, such as {@code rotator}.
     *
     * @param options of the JVM
     * @param folder where it runs; not where the caller does, since Quarkus would read {@code .env} and {@code config/} there
     * @param output where its log goes
     */
    public static Process start(
            String name, List<String> options, Map<String, String> environment, Path folder, Redirect output) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-jar", jarOf(name).toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        // Its default is shared by all services at port 0, and what another broker's records left there ends a
        // detector.
        builder.environment()
                .putIfAbsent(
                        "PATROL_DETECTION_STATE_DIRECTORY",
                        folder.resolve("detector-" + UUID.randomUUID()).toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("The " + name + " can't be started", e);
        }
    }

    private static Path jarOf(String name) {
        return Path.of("..", name + "-service", "target", "quarkus-app", "quarkus-run.jar")
                .toAbsolutePath();
    }
}
