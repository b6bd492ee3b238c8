package dev.patrol.local.around;

import dev.patrol.local.events.DeadLetter;
import dev.patrol.local.terminal.Console;
import dev.patrol.simulator.Addresses;
import dev.patrol.simulator.Credential;
import dev.patrol.simulator.control.SimulatorControl;
import java.nio.file.Path;

/** Surroundings to look at, of services that do not run. */
public final class SurroundingsOnFreePorts implements AutoCloseable {
    private final CurrentSurroundings current;
    private final Surroundings surroundings;

    private SurroundingsOnFreePorts(CurrentSurroundings current, Surroundings surroundings) {
        this.current = current;
        this.surroundings = surroundings;
    }

    /** Starts them where the page finds them. */
    public static SurroundingsOnFreePorts start(
            CurrentSurroundings current, String bootstrapServers, Path folder, Console console) {
        Surroundings surroundings = Surroundings.start(
                Addresses.local(0, 0, 0, 0),
                Credential.of("identity-header"),
                folder.resolve("ca.pem"),
                bootstrapServers,
                console);
        current.set(surroundings);
        return new SurroundingsOnFreePorts(current, surroundings);
    }

    public SimulatorControl azure() {
        return surroundings.azure();
    }

    public void tellOfDeadLetter(String topic, String reason) {
        surroundings.onDeadLetter(new DeadLetter(topic, reason));
    }

    @Override
    public void close() {
        current.set(null);
        surroundings.close();
    }
}
