package dev.patrol.secrets;

import com.azure.core.credential.AccessToken;
import com.azure.core.util.SharedExecutorService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import reactor.core.publisher.Mono;

/** A process of its own that has opened a vault, is told to stop, and has something left to do with it then. */
final class EndingProcess {
    static final String DONE = "done";

    private static final Duration OTHERS_END = Duration.ofSeconds(2);

    private EndingProcess() {}

    public static void main(String[] arguments) {
        SecretStores stores = new SecretStores(
                () -> context -> Mono.just(new AccessToken("access", OffsetDateTime.MAX)), Clock.systemUTC());
        stores.open(new SecretStoreLocation.Vault(
                URI.create("https://one.vault.azure.net"),
                Optional.empty(),
                true,
                0,
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                Duration.ofSeconds(1)));
        Runtime.getRuntime().addShutdownHook(new Thread(EndingProcess::finish));
        System.exit(0);
    }

    private static void finish() {
        SharedExecutorService threads = SharedExecutorService.getInstance();
        long end = System.nanoTime() + OTHERS_END.toNanos();
        while (!threads.isShutdown() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        try {
            threads.submit(() -> System.out.println(DONE)).get();
        } catch (InterruptedException | ExecutionException | IllegalStateException e) {
            System.out.println(e);
        }
    }

    static Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndingProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
