package dev.patrol.notifier.mail;

import dev.patrol.model.MessageType;
import dev.patrol.model.token.Token;
import java.util.regex.Pattern;

/**
 * What to type: {@code {commands.show(event.token)}}. It is pasted into a shell, so that a token is named by its id, whatever
 * people call it, and all other words stand in quotes where they are more than a word.
 */
public final class Commands {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern VERSION = Pattern.compile("\\.v\\d+$");
    private static final String TYPES = "dev.patrol.";

    Commands() {}

    public String show(Token token) {
        return "./patrol show " + token.authorizationId();
    }

    public String rotate(Token token, String reason) {
        return "./patrol rotate" + chosen(token) + because(reason);
    }

    public String revoke(Token token, String reason) {
        return "./patrol revoke" + chosen(token) + because(reason);
    }

    public String restore(Token token, String reason) {
        return "./patrol restore " + quoted(token.displayName()) + in(token.organization()) + because(reason);
    }

    /** Of all that was revoked in an organization. */
    public String restoreAll(String organization, String reason) {
        return "./patrol restore '*'" + in(organization) + because(reason);
    }

    /** What revoking everything of an organization would mean; it revokes nothing. */
    public String breakGlassDryRun(String organization, String reason) {
        return "./patrol break-glass" + in(organization) + because(reason) + " --dry-run";
    }

    public String report(String organization) {
        return "./patrol report" + in(organization);
    }

    /** All events of a type, those of the last day first. */
    public String watch(MessageType type) {
        String name = VERSION.matcher(type.typeName().substring(TYPES.length())).replaceFirst("");
        return "./patrol watch --type " + name + " --since 24h";
    }

    public String login() {
        return "./patrol login";
    }

    public String check() {
        return "./patrol check";
    }

    /** What was refused within the last day, and what is from now on. */
    public String refused() {
        return watch(MessageType.COMMAND_REFUSED);
    }

    public String deadLetters() {
        return "./patrol dead-letters list";
    }

    public String scan() {
        return "./patrol scan";
    }

    private static String chosen(Token token) {
        return " --id " + token.authorizationId() + in(token.organization());
    }

    private static String in(String organization) {
        return " --organization " + quoted(organization);
    }

    private static String because(String reason) {
        return " --reason " + quoted(reason);
    }

    /** For a POSIX shell. */
    static String quoted(String text) {
        String line = OutsideText.line(text);
        return WORD.matcher(line).matches() ? line : "'" + line.replace("'", "'\\''") + "'";
    }
}
