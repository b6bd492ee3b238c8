package dev.patrol.service;

import dev.patrol.service.settings.StartGate;
import io.quarkus.runtime.Quarkus;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.function.Function;

/** Starts a service, once its settings make sense. */
public final class Launch {
    private Launch() {}

    /**
     * Runs the service until it is told to stop.
     *
     * @param mappings the configuration mappings whose settings are checked first; each problem is one line on standard
     *     error, and the exit code is {@value StartGate#EXIT_CODE}
     */
    public static void run(String[] arguments, Class<?>... mappings) {
        run(arguments, config -> List.of(), mappings);
    }

    /** @param together what to say of settings that make sense each, but not together; a line each */
    public static void run(String[] arguments, Function<SmallRyeConfig, List<String>> together, Class<?>... mappings) {
        StartGate.pass(together, mappings);
        Quarkus.run(arguments);
    }
}
