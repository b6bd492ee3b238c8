package dev.patrol.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Programs that run beside the tests. */
public final class Processes {
    /** Of the caller's environment; the rest would be taken for settings. */
    private static final Set<String> INHERITED = Set.of("PATH", "JAVA_HOME", "HOME", "TMPDIR", "LANG", "LC_ALL");

    private Processes() {}

    /**
     * Starts a program in Java.
     *
     * @param arguments of the JVM, the program and its own
     * @param folder where it runs; not where the caller does, since Quarkus would read {@code .env} and {@code config/} there
     * @param output to which is added what it says, on both of its outputs
     */
    static Process java(List<String> arguments, Map<String, String> environment, Path folder, Path output) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output.toFile()));
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", arguments) + " can't be started", e);
        }
    }

    /** The packaged program of a module, by its path in it. */
    static String jar(String module, String path) {
        return Path.of("..", module, "target", path)
                .toAbsolutePath()
                .normalize()
                .toString();
    }

    static boolean endsWithin(Duration patience, Process process) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param name such as {@code STOP} */
    public static void signal(String name, long pid) {
        try {
            int result = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                    .start()
                    .waitFor();
            if (result != 0) {
                throw new IllegalStateException("SIG" + name + " could not be sent to process " + pid);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
