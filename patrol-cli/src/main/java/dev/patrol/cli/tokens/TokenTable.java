package dev.patrol.cli.tokens;

import dev.patrol.cli.inventory.TokenWords;
import dev.patrol.cli.terminal.Console;
import dev.patrol.cli.terminal.Counted;
import dev.patrol.cli.terminal.Table;
import dev.patrol.cli.terminal.Table.Column;
import dev.patrol.cli.terminal.Text;
import dev.patrol.cli.terminal.Times;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** For people: a table for each page, and at the end how many there are. */
final class TokenTable implements TokenList {
    private static final Duration SOON = Duration.ofDays(7);

    private final Console console;
    private final Instant now;
    private final Set<String> organizations = new HashSet<>();
    private long told;
    private long soon;

    TokenTable(Console console, Instant now) {
        this.console = console;
        this.now = now;
    }

    @Override
    public void page(List<TokenObserved> tokens) {
        List<String> found = tokens.stream()
                .map(observed -> observed.token().organization())
                .distinct()
                .toList();
        organizations.addAll(found);
        boolean isOfOne = found.size() == 1;
        Table table = new Table(columns(isOfOne));
        tokens.forEach(observed -> table.row(cells(observed, isOfOne)));
        table.print(console);
    }

    /** What is the same in every row is said at the end, once. */
    private static Column[] columns(boolean isOfOne) {
        Stream<Column> organization = isOfOne ? Stream.of() : Stream.of(Column.cut("ORGANIZATION"));
        return Stream.of(
                        Stream.of(Column.cut("NAME")),
                        organization,
                        Stream.of(
                                Column.whole("STATE"),
                                Column.whole("EXPIRES"),
                                Column.whole("LEFT"),
                                Column.cut("SCOPES"),
                                Column.cut("OWNER"),
                                Column.whole("ID")))
                .flatMap(columns -> columns)
                .toArray(Column[]::new);
    }

    private Text[] cells(TokenObserved observed, boolean isOfOne) {
        told++;
        Token token = observed.token();
        soon += isSoon(observed) ? 1 : 0;
        Stream<Text> organization = isOfOne ? Stream.of() : Stream.of(Text.of(token.organization()));
        return Stream.of(
                        Stream.of(Text.of(token.displayName())),
                        organization,
                        Stream.of(
                                TokenWords.state(observed.state()),
                                Text.of(Times.minute(token.validTo())),
                                TokenWords.left(observed, now),
                                TokenWords.scopes(token),
                                Text.of(token.owner() == null ? "" : token.owner()),
                                Text.of(TokenWords.shortId(token))))
                .flatMap(cells -> cells)
                .toArray(Text[]::new);
    }

    private boolean isSoon(TokenObserved observed) {
        Instant end = observed.token().validTo();
        return observed.state() == TokenState.ACTIVE && end.isAfter(now) && end.isBefore(now.plus(SOON));
    }

    @Override
    public void end() {
        if (told == 0) {
            console.say("No token fits. What Patrol knows comes from its last scan; ./patrol scan asks for another.");
            return;
        }
        console.line("");
        console.say(Counted.of(told, "token")
                + (organizations.size() == 1
                        ? " of " + organizations.iterator().next()
                        : " of " + organizations.size() + " organizations")
                + ", " + soon + " with less than " + SOON.toDays() + " days left.");
    }
}
