package dev.patrol.cli.breakglass;

import dev.patrol.cli.events.Happening;
import dev.patrol.cli.terminal.Console;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.wire.Envelope;

/** For programs: the commands and all that happens, as CloudEvents. */
final class JsonNarration implements Narration {
    private final Console console;

    JsonNarration(Console console) {
        this.console = console;
    }

    @Override
    public void asked(Envelope<RevokeAll> command) {
        console.json(Happening.of(command).json());
    }

    @Override
    public void told(Happening happening) {
        console.json(happening.json());
    }

    @Override
    public void ended(BreakGlassEnded ended) {
        // It was told.
    }
}
