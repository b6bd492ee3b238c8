package dev.patrol.local.services;

import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.identity.DeviceSignIn;
import dev.patrol.simulator.identity.DeviceSignIn.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What an operator does once: {@code ./patrol login}, and the code that it shows entered on the simulator's page. */
public final class OperatorSignIn {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Set<String> INHERITED = Set.of("PATH", "JAVA_HOME", "HOME", "TMPDIR", "LANG", "LC_ALL");

    private OperatorSignIn() {}

    /**
     * Returns when the sign-in is kept where the settings say.
     *
     * @param jar the command line
     * @param user who signs in
     * @param folder where the command line's output goes
     * @param started told of the process
     * @throws IllegalStateException where it does not come to that; the log is named
     */
    public static void run(
            Path jar,
            Map<String, String> settings,
            SimulatorControl azure,
            String user,
            Path folder,
            Consumer<ProcessHandle> started) {
        Path log = folder.resolve("login.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString(),
                        "login"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(settings);
        Process login;
        try {
            login = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("The sign-in can't be started", e);
        }
        started.accept(login.toHandle());
        try {
            if (!isDone(login, azure, user)) {
                throw new IllegalStateException("The service user could not be signed in; see " + log);
            }
        } finally {
            login.destroyForcibly();
        }
    }

    private static boolean isDone(Process login, SimulatorControl azure, String user) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!login.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                azure.deviceSignIns().stream()
                        .filter(signIn -> signIn.state() == State.PENDING)
                        .map(DeviceSignIn::userCode)
                        .forEach(code -> azure.approveSignIn(code, user));
            }
            return login.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
