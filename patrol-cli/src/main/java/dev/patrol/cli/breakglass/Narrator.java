package dev.patrol.cli.breakglass;

import dev.patrol.cli.events.AnswerWords;
import dev.patrol.cli.events.CommandWords;
import dev.patrol.cli.events.EventLine;
import dev.patrol.cli.events.Happening;
import dev.patrol.cli.inventory.TokenWords;
import dev.patrol.cli.terminal.Console;
import dev.patrol.cli.terminal.Style;
import dev.patrol.cli.terminal.Table;
import dev.patrol.cli.terminal.Table.Column;
import dev.patrol.cli.terminal.Text;
import dev.patrol.cli.terminal.Times;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.BreakGlassProgressed;
import dev.patrol.model.BreakGlassProgressed.Phase;
import dev.patrol.model.Payload;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import java.util.List;
import java.util.Optional;

/** For people: a bar while it goes on, and what it comes to. Without a terminal, a line for each phase. */
final class Narrator implements Narration {
    private final Console console;
    private Phase phase;

    Narrator(Console console) {
        this.console = console;
    }

    @Override
    public void asked(Envelope<RevokeAll> command) {
        phase = null;
        console.say((command.payload().dryRun() ? "Asked what would die: " : "Asked to ")
                + CommandWords.whatOf(command.payload()) + " (command " + command.id() + ").");
    }

    @Override
    public void told(Happening happening) {
        Optional<Payload> payload = happening.payload();
        if (payload.isPresent() && payload.get() instanceof BreakGlassProgressed progressed) {
            progressed(happening, progressed);
        } else if (payload.filter(told -> told instanceof BreakGlassEnded || told instanceof TokenRevoked)
                .isEmpty()) {
            // Thousands of tokens die; the bar counts them.
            console.line(EventLine.withTime(happening));
        }
    }

    private void progressed(Happening happening, BreakGlassProgressed progressed) {
        if (console.width().isPresent()) {
            console.status(ProgressBar.of(progressed));
        } else if (progressed.phase() != phase) {
            console.line(EventLine.withTime(happening));
        }
        phase = progressed.phase();
    }

    @Override
    public void ended(BreakGlassEnded ended) {
        List<Token> shown = ended.dryRun() ? ended.tokens() : ended.failed();
        if (!shown.isEmpty()) {
            table(shown);
            console.line("");
        }
        int listed = ended.tokens().size();
        if (ended.dryRun() && ended.account().found() > listed) {
            console.say("And " + (ended.account().found() - listed) + " more.");
        }
        ended.unreachable().forEach(sentence -> console.line(List.of(Text.of("out of reach: " + sentence, Style.BAD))));
        console.line(
                List.of(Text.of(AnswerWords.of(ended) + ".", AnswerWords.isWhole(ended) ? Style.GOOD : Style.BAD)));
        if (!ended.dryRun() && !ended.failed().isEmpty()) {
            console.say("What still lives is in the table. Revoke it in Azure DevOps, or run this again.");
        }
        if (ended.dryRun() && ended.account().found() > 0 && ended.confirmationExpires() != null) {
            console.say("Nothing was revoked. To go on can be confirmed until "
                    + Times.second(ended.confirmationExpires()) + " UTC.");
        }
    }

    private void table(List<Token> tokens) {
        Table table = new Table(
                Column.cut("NAME"),
                Column.cut("OWNER"),
                Column.cut("SCOPES"),
                Column.whole("EXPIRES"),
                Column.whole("ID"));
        tokens.forEach(token -> table.row(
                Text.of(token.displayName()),
                Text.of(token.owner() == null ? "" : token.owner()),
                TokenWords.scopes(token),
                Text.of(Times.minute(token.validTo())),
                Text.of(TokenWords.shortId(token))));
        table.print(console);
    }
}
