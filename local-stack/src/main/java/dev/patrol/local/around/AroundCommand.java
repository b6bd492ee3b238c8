package dev.patrol.local.around;

import dev.patrol.local.terminal.Console;
import dev.patrol.simulator.Addresses;
import dev.patrol.simulator.Credential;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The verb {@code around}. Ends by a signal only. */
@Command(
        name = "around",
        description = "Plays what is around services that run elsewhere, and tells what happens on the topics.")
public final class AroundCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int AZURE_DEVOPS = 8091;
    private static final int KEY_VAULT = 8092;
    private static final int IDENTITY = 8093;
    private static final int AUTHORITY = 8094;

    private final CurrentSurroundings current;
    private final Console console;

    @Option(
            names = "--host",
            required = true,
            defaultValue = "${env:SIMULATOR_HOST}",
            description = "Name by which the services reach this machine.")
    private String host;

    @Option(
            names = "--certificate",
            required = true,
            defaultValue = "${env:SIMULATOR_CERTIFICATE}",
            description = "File into which the certificate of the vault and the authority is written.")
    private Path certificate;

    @Option(
            names = "--kafka",
            required = true,
            defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS}",
            description = "The brokers. Nothing is played before the topics are there.")
    private String bootstrapServers;

    public AroundCommand(CurrentSurroundings current, Console console) {
        this.current = current;
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        DeclaredTopics.await(bootstrapServers, PATIENCE);
        Credential header = Credential.of(System.getenv().getOrDefault("IDENTITY_HEADER", "local"));
        try (Surroundings surroundings = Surroundings.start(
                Addresses.published(host, AZURE_DEVOPS, KEY_VAULT, IDENTITY, AUTHORITY),
                header,
                certificate,
                bootstrapServers,
                console)) {
            current.set(surroundings);
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
