package dev.patrol.cli.show;

import dev.patrol.cli.events.EventLine;
import dev.patrol.cli.inventory.TokenWords;
import dev.patrol.cli.kafka.LeftOut;
import dev.patrol.cli.ledger.Rotation;
import dev.patrol.cli.ledger.RotationWords;
import dev.patrol.cli.terminal.Console;
import dev.patrol.cli.terminal.Counted;
import dev.patrol.cli.terminal.Style;
import dev.patrol.cli.terminal.Table;
import dev.patrol.cli.terminal.Table.Column;
import dev.patrol.cli.terminal.Text;
import dev.patrol.cli.terminal.Times;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A lineage for people. */
final class TokenPage {
    private static final String LABELS = "%-10s";

    private final Console console;
    private final Instant now;

    TokenPage(Console console, Instant now) {
        this.console = console;
        this.now = now;
    }

    void print(TokenView view) {
        line("lineage", Text.of(view.lineage().toString()));
        line("secret", Text.of(view.secretName()));
        view.secret()
                .ifPresent(secret -> line(
                        "stored",
                        Text.of("version " + secret.version() + " of " + secret.name() + " in " + secret.vault())));
        line("rotation", rotation(view));
        console.line("");
        generations(view);
        if (!view.last().events().isEmpty()) {
            console.line("");
            view.last().events().forEach(event -> console.line(EventLine.withDate(event)));
        }
        if (!view.last().leftOut().isEmpty()) {
            console.error(LeftOut.sentence(view.last().leftOut()));
        }
    }

    private void line(String label, Text text) {
        console.line(List.of(Text.of(String.format(Locale.ROOT, LABELS, label), Style.QUIET), text));
    }

    private Text rotation(TokenView view) {
        if (view.unreadable().isPresent()) {
            return Text.of("not known: " + view.unreadable().get(), Style.WARNING);
        }
        return view.rotation().map(this::rotation).orElse(Text.of("none yet"));
    }

    private Text rotation(Rotation rotation) {
        Text state = RotationWords.state(rotation);
        String since = rotation.since()
                .map(time -> rotation.hasEnded()
                        ? ", " + Times.rough(Duration.between(time, now)) + " ago"
                        : ", for " + Times.rough(Duration.between(time, now)))
                .orElse("");
        String next = RotationWords.next(rotation, now);
        String setbacks =
                rotation.setbacks() == 0 ? "" : "; failed " + Counted.of(rotation.setbacks(), "time") + " in a row";
        return Text.of(state.text() + since + (next.isEmpty() ? "" : "; next: " + next) + setbacks, state.style());
    }

    private void generations(TokenView view) {
        Table table = new Table(
                Column.cut("NAME"),
                Column.whole("STATE"),
                Column.whole("CREATED"),
                Column.whole("EXPIRES"),
                Column.whole("LEFT"),
                Column.cut("SCOPES"),
                Column.cut("OWNER"),
                Column.whole("ID"));
        view.generations().forEach(observed -> {
            Token token = observed.token();
            table.row(
                    Text.of(token.displayName()),
                    TokenWords.state(observed.state()),
                    Text.of(Times.minute(token.validFrom())),
                    Text.of(Times.minute(token.validTo())),
                    TokenWords.left(observed, now),
                    TokenWords.scopes(token),
                    Text.of(token.owner() == null ? "" : token.owner()),
                    Text.of(token.authorizationId().toString()));
        });
        table.print(console);
    }
}
