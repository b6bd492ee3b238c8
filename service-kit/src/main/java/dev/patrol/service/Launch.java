package dev.patrol.service;

import dev.patrol.service.settings.StartGate;
import io.quarkus.runtime.Quarkus;

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
        StartGate.pass(mappings);
        Quarkus.run(arguments);
    }
}
