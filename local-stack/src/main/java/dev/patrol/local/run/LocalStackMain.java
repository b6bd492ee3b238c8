package dev.patrol.local.run;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Chooses what has to be known before the framework starts (the page's port, the log), then runs the verb. */
@QuarkusMain
public final class LocalStackMain {
    private static final int PAGE_PORT = 8090;

    private LocalStackMain() {}

    public static void main(String... arguments) {
        List<String> given = Arrays.asList(arguments);
        Ports ports = new Ports(!given.contains("demo") && !given.contains("--free-ports"));
        Path directory = Path.of(valueOf(given, "--run-directory").orElse("."));
        System.setProperty("quarkus.http.port", Integer.toString(ports.take(PAGE_PORT)));
        System.setProperty(
                "quarkus.log.file.path", directory.resolve("local-stack.log").toString());
        Quarkus.run(LocalStack.class, arguments);
    }

    private static Optional<String> valueOf(List<String> arguments, String option) {
        int at = arguments.indexOf(option);
        return at < 0 || at + 1 == arguments.size() ? Optional.empty() : Optional.of(arguments.get(at + 1));
    }
}
