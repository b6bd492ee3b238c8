package dev.patrol.rotator.commands;

import dev.patrol.model.Command;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.breakglass.BreakGlass;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells from the topics which commands an earlier run has begun to obey, by whichever instance. */
@ApplicationScoped
class BegunCommands {
    private final PastRequests requests;
    private final BreakGlass breakGlass;

    BegunCommands(PastRequests requests, BreakGlass breakGlass) {
        this.requests = requests;
        this.breakGlass = breakGlass;
    }

    @SuppressWarnings("unchecked")
    boolean isBegun(Envelope<? extends Command> command) {
        return command.payload() instanceof RevokeAll
                ? breakGlass.isBegun((Envelope<RevokeAll>) command)
                : requests.isKnown(command.id(), command.time());
    }
}
