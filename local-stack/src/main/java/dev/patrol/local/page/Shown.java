package dev.patrol.local.page;

import dev.patrol.local.around.CurrentSurroundings;
import dev.patrol.local.around.Surroundings;
import dev.patrol.local.run.CurrentStack;
import dev.patrol.local.run.Stack;
import dev.patrol.simulator.control.SimulatorControl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ServiceUnavailableException;
import java.util.Optional;

/** What this process plays: the whole stack, or only what is around services that run elsewhere. */
@ApplicationScoped
class Shown {
    private final CurrentStack stack;
    private final CurrentSurroundings surroundings;

    Shown(CurrentStack stack, CurrentSurroundings surroundings) {
        this.stack = stack;
        this.surroundings = surroundings;
    }

    /** @throws ServiceUnavailableException before there is one */
    SimulatorControl azure() {
        return stack.get()
                .map(whole -> whole.azure().control())
                .or(() -> surroundings.get().map(Surroundings::azure))
                .orElseThrow(ServiceUnavailableException::new);
    }

    /** Empty where services and mails are elsewhere. */
    Optional<Stack> stack() {
        return stack.get();
    }

    /** @throws ServiceUnavailableException where the services belong to this process */
    Surroundings surroundings() {
        return surroundings.get().orElseThrow(ServiceUnavailableException::new);
    }

    /**
     * @throws NotFoundException where services and mails are elsewhere
     * @throws ServiceUnavailableException before there is a stack
     */
    Stack wholeStack() {
        return stack.get()
                .orElseThrow(() -> surroundings.get().isPresent()
                        ? new NotFoundException("Services and mails are elsewhere.")
                        : new ServiceUnavailableException());
    }
}
