package dev.patrol.cli.declared;

import dev.patrol.cli.declared.Change.Kind;
import dev.patrol.cli.inventory.TokenWords;
import dev.patrol.cli.terminal.Console;
import dev.patrol.cli.terminal.Style;
import dev.patrol.cli.terminal.Text;
import dev.patrol.model.token.Token;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan for people: a block for each change, and what stays in one line. */
final class PlanPage {
    private static final int FIELD_WIDTH = 14;

    private PlanPage() {}

    static void print(Plan plan, Console console) {
        plan.changes().stream()
                .filter(change -> change.kind() != Kind.UNTOUCHED)
                .forEach(change -> print(change, console));
        plan.undeclared().forEach(lineage -> print(lineage, console));
        console.say(summary(plan));
    }

    private static void print(Change change, Console console) {
        Kind kind = change.kind();
        Style style = styleOf(kind);
        console.line(List.of(
                Text.of(String.format(Locale.ROOT, "%s %-8s ", signOf(kind), kind.word()), style),
                Text.of(change.token().lineage().toString(), Style.HEAD),
                Text.of("  line " + change.token().place().line(), Style.QUIET)));
        change.differences().forEach(difference -> print(difference, console));
        change.obstacle().ifPresent(obstacle -> {
            console.line("    " + obstacle.reason());
            console.line("    " + obstacle.remedy());
        });
        console.line("");
    }

    private static void print(Difference difference, Console console) {
        String field = String.format(Locale.ROOT, "    %-" + FIELD_WIDTH + "s", difference.field());
        Text to = Text.of(difference.to().isEmpty() ? "nothing" : difference.to(), Style.GOOD);
        console.line(
                difference.from().isEmpty()
                        ? List.of(Text.of(field), to)
                        : List.of(Text.of(field), Text.of(difference.from(), Style.BAD), Text.of(" -> "), to));
    }

    private static void print(RealLineage lineage, Console console) {
        String tokens = lineage.living().stream().map(PlanPage::described).collect(Collectors.joining("; "));
        console.line(List.of(
                Text.of("? undeclared ", Style.WARNING),
                Text.of(lineage.lineage().toString(), Style.HEAD),
                Text.of("  " + (tokens.isEmpty() ? "no living token" : tokens)
                        + (lineage.declared().isPresent() ? "; declared earlier, which still holds" : ""))));
    }

    private static String described(Token token) {
        return TokenWords.shortId(token) + " " + String.join(" ", token.scopes());
    }

    private static char signOf(Kind kind) {
        return switch (kind) {
            case CREATE -> '+';
            case REVOKE, RELEASE -> '-';
            case BLOCKED -> '!';
            case UNTOUCHED -> ' ';
            case ADOPT, RESCOPE, ROTATE, STORE, UPDATE -> '~';
        };
    }

    private static Style styleOf(Kind kind) {
        return switch (kind) {
            case CREATE -> Style.GOOD;
            case REVOKE, BLOCKED -> Style.BAD;
            case UNTOUCHED -> Style.QUIET;
            case ADOPT, RESCOPE, ROTATE, STORE, UPDATE, RELEASE -> Style.WARNING;
        };
    }

    /** For example {@code 2 to create, 1 to rotate, 7 untouched. 3 undeclared.} */
    private static String summary(Plan plan) {
        String changes = Arrays.stream(Kind.values())
                .filter(kind -> kind.acts() && plan.count(kind) > 0)
                .map(kind -> plan.count(kind) + " to " + kind.word())
                .collect(Collectors.joining(", "));
        String blocked = plan.count(Kind.BLOCKED) == 0 ? "" : ", " + plan.count(Kind.BLOCKED) + " blocked";
        return (changes.isEmpty() ? "Nothing to change" : changes) + blocked + ", " + plan.count(Kind.UNTOUCHED)
                + " untouched."
                + (plan.undeclared().isEmpty()
                        ? ""
                        : " " + plan.undeclared().size() + " undeclared, which" + " nobody touches.");
    }
}
