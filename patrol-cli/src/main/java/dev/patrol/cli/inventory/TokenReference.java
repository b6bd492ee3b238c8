package dev.patrol.cli.inventory;

import dev.patrol.model.token.Token;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A token as a person names it: by its authorization id or the first eight characters of it or more, by its secret's name, or by
 * its display name with or without version suffix.
 *
 * @param organization where it is looked for; empty: in all
 */
public record TokenReference(String text, Optional<String> organization) {
    private static final Pattern BEGINNING_OF_ID = Pattern.compile("[0-9a-f]{8}[0-9a-f-]{0,28}");

    /** Whether a token is called so, whatever its generation. */
    public boolean isOf(Token token) {
        return isIn(token) && (isIdOf(token) || isSecretOf(token) || isNameOf(token));
    }

    private boolean isIn(Token token) {
        return organization.isEmpty() || token.organization().equalsIgnoreCase(organization.get());
    }

    /** Whether it is its authorization id, or the beginning of it. */
    boolean isIdOf(Token token) {
        String lower = text.toLowerCase(Locale.ROOT);
        return BEGINNING_OF_ID.matcher(lower).matches()
                && token.authorizationId().toString().startsWith(lower);
    }

    private boolean isSecretOf(Token token) {
        return token.secretName().equals(text);
    }

    private boolean isNameOf(Token token) {
        return token.displayName().equals(text)
                || token.lineage().baseName().equals(text)
                || token.lineage().toString().equals(text);
    }
}
