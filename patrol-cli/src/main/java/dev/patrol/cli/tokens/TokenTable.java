package dev.patrol.cli.tokens;

import dev.patrol.cli.inventory.TokenWords;
import dev.patrol.cli.terminal.Console;
import dev.patrol.cli.terminal.Table;
import dev.patrol.cli.terminal.Table.Column;
import dev.patrol.cli.terminal.Text;
import dev.patrol.cli.terminal.Times;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** For people: a table for each page, and at the end how many there are. */
final class TokenTable implements TokenList {
    private static final Duration SOON = Duration.ofDays(7);

    private final Console console;
    private final Instant now;
    private long told;
    private long soon;

    TokenTable(Console console, Instant now) {
        this.console = console;
        this.now = now;
    }

    @Override
    public void page(List<TokenObserved> tokens) {
        Table table = new Table(
                Column.cut("NAME"),
                Column.cut("ORGANIZATION"),
                Column.whole("STATE"),
                Column.whole("EXPIRES"),
                Column.whole("LEFT"),
                Column.cut("SCOPES"),
                Column.cut("OWNER"),
                Column.whole("ID"));
        tokens.forEach(observed -> add(table, observed));
        table.print(console);
    }

    private void add(Table table, TokenObserved observed) {
        told++;
        Token token = observed.token();
        boolean isSoon = observed.state() == TokenState.ACTIVE
                && token.validTo().isAfter(now)
                && token.validTo().isBefore(now.plus(SOON));
        soon += isSoon ? 1 : 0;
        table.row(
                Text.of(token.displayName()),
                Text.of(token.organization()),
                TokenWords.state(observed.state()),
                Text.of(Times.minute(token.validTo())),
                TokenWords.left(observed, now),
                Text.of(String.join(" ", token.scopes())),
                Text.of(token.owner() == null ? "" : token.owner()),
                Text.of(TokenWords.shortId(token)));
    }

    @Override
    public void end() {
        if (told == 0) {
            console.say("No token fits. What Patrol knows comes from its last scan; ./patrol scan asks for another.");
            return;
        }
        console.line("");
        console.say((told == 1 ? "1 token" : told + " tokens") + ", " + soon + " of them with less than "
                + SOON.toDays() + " days left.");
    }
}
