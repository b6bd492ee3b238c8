package dev.patrol.cli.tokens;

import dev.patrol.cli.events.Data;
import dev.patrol.cli.terminal.Console;
import dev.patrol.model.TokenObserved;
import java.util.List;

/** For programs: each token as the contract has it. */
final class TokenLines implements TokenList {
    private final Console console;

    TokenLines(Console console) {
        this.console = console;
    }

    @Override
    public void page(List<TokenObserved> tokens) {
        tokens.forEach(observed -> console.json(Data.of(observed)));
    }

    @Override
    public void end() {
        // The lines say it all.
    }
}
