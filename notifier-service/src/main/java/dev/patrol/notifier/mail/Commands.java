package dev.patrol.notifier.mail;

import dev.patrol.model.token.Token;
import java.util.regex.Pattern;

/**
 * What to type: {@code {commands.rotate(token)}}. It is pasted into a shell, so that a token is named by its id, whatever
 * people call it, and an organization stands in quotes where it is more than a word.
 */
public final class Commands {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    Commands() {}

    public String rotate(Token token) {
        return "./patrol rotate" + chosen(token);
    }

    public String revoke(Token token) {
        return "./patrol revoke" + chosen(token);
    }

    public String show(Token token) {
        return "./patrol show" + chosen(token);
    }

    public String restore(Token token) {
        return "./patrol restore" + chosen(token);
    }

    /** Of all that was revoked in an organization. */
    public String restoreAll(String organization) {
        return "./patrol restore" + in(organization);
    }

    public String breakGlass(String organization) {
        return "./patrol break-glass" + in(organization);
    }

    public String report(String organization) {
        return "./patrol report" + in(organization);
    }

    public String login() {
        return "./patrol login";
    }

    public String check() {
        return "./patrol check";
    }

    public String scan() {
        return "./patrol scan";
    }

    public String deadLetters() {
        return "./patrol dead-letters list";
    }

    private static String chosen(Token token) {
        return in(token.organization()) + " --id " + token.authorizationId();
    }

    private static String in(String organization) {
        return " --organization " + quoted(organization);
    }

    /** For a POSIX shell. */
    static String quoted(String text) {
        String line = OutsideText.line(text);
        return WORD.matcher(line).matches() ? line : "'" + line.replace("'", "'\\''") + "'";
    }
}
