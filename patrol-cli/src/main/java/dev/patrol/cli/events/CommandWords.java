package dev.patrol.cli.events;

import dev.patrol.cli.terminal.Style;
import dev.patrol.cli.terminal.Times;
import dev.patrol.model.Command;
import dev.patrol.model.CreateToken;
import dev.patrol.model.DeclareToken;
import dev.patrol.model.Restore;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.RotateToken;
import dev.patrol.model.Scan;
import dev.patrol.model.TokenFilter;
import dev.patrol.model.TokenSelector;

/** What was asked for, for people. */
public final class CommandWords {
    private CommandWords() {}

    static EventWords of(Command command) {
        boolean isDryRun = command instanceof RevokeAll all && all.dryRun();
        return new EventWords(
                "command",
                command instanceof RevokeAll && !isDryRun ? Style.BAD : Style.WARNING,
                (isDryRun ? "dry run, which revokes nothing: " : "") + whatOf(command) + ", asked for by "
                        + command.requestedBy() + ": " + command.reason());
    }

    /** For example {@code revoke deploy-production of contoso}. */
    public static String whatOf(Command command) {
        if (command instanceof RevokeToken revoke) {
            return "revoke " + nameOf(revoke.token()) + (revoke.rotateAfterwards() ? " and replace it" : "");
        }
        if (command instanceof RevokeAll all) {
            return "revoke " + nameOf(all.filter()) + (all.rotateAfterwards() ? " and replace them" : "");
        }
        if (command instanceof RotateToken rotate) {
            return "rotate " + nameOf(rotate.token());
        }
        if (command instanceof CreateToken create) {
            return "create " + create.displayName() + " of " + create.organization() + " with "
                    + String.join(" ", create.scopes());
        }
        if (command instanceof DeclareToken declare) {
            return (declare.declaration() == null ? "take back what is declared of " : "declare ")
                    + declare.displayName() + " of " + declare.organization();
        }
        if (command instanceof Restore restore) {
            return "restore " + nameOf(restore.filter())
                    + (restore.includeCompromised() ? ", the compromised too" : "");
        }
        return command instanceof Scan ? "scan" : command.getClass().getSimpleName();
    }

    private static String nameOf(TokenSelector token) {
        String name = token.displayName() != null
                ? token.displayName()
                : token.secretName() != null ? token.secretName() : String.valueOf(token.authorizationId());
        return name + " of " + token.organization();
    }

    /** For example {@code all tokens of contoso named deploy-*}. */
    public static String nameOf(TokenFilter filter) {
        return "all tokens of " + filter.organization()
                + (filter.displayName() == null ? "" : " named " + filter.displayName())
                + (filter.scope() == null ? "" : " with " + filter.scope())
                + (filter.owner() == null ? "" : " owned by " + filter.owner())
                + (filter.createdBefore() == null ? "" : " made before " + Times.second(filter.createdBefore()));
    }
}
