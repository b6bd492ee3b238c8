package dev.patrol.cli.breakglass;

import dev.patrol.cli.events.Happening;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.wire.Envelope;

/** Tells how a break-glass goes. */
interface Narration {
    void asked(Envelope<RevokeAll> command);

    /** All that happens because of it, its end too. */
    void told(Happening happening);

    void ended(BreakGlassEnded ended);
}
