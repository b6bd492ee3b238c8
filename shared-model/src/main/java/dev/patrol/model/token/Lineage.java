package dev.patrol.model.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What stays the same over all generations of a token: its organization and its display name without version suffix.
 * Written as {@code organization/base name}; organization names have no slash, and no case: Azure DevOps takes them in
 * any, so they are kept in lower case here.
 */
public record Lineage(String organization, String baseName) {
    /** Longest name of a Key Vault secret. */
    private static final int LONGEST_SECRET_NAME = 127;

    private static final int FINGERPRINT_LENGTH = 8;
    private static final int LONGEST_READABLE_PART = LONGEST_SECRET_NAME - FINGERPRINT_LENGTH - 1;

    public Lineage {
        organization = requireNonNull(organization, "organization").toLowerCase(Locale.ROOT);
        baseName = TokenName.wellFormed(requireNonNull(baseName, "baseName"));
        if (organization.isBlank() || organization.contains("/")) {
            throw new IllegalArgumentException("An organization's name is not blank and has no slash");
        }
    }

    public static Lineage of(String organization, String displayName) {
        return new Lineage(organization, TokenName.baseOf(displayName));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Lineage parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("A lineage is written as organization/base name");
        }
        return new Lineage(text.substring(0, slash), text.substring(slash + 1));
    }

    /**
     * Name of the secret that holds the value of this lineage's current token: readable as far as Key Vault's alphabet
     * ({@code [0-9a-zA-Z-]}, 127 characters) allows, and told apart by a fingerprint, since different names may read
     * the same once their other characters are replaced.
     */
    public String secretName() {
        String readable = baseName.codePoints()
                .limit(LONGEST_READABLE_PART)
                .map(character -> isAllowed(character) ? character : '-')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return readable + "-" + Fingerprint.hex(toString().getBytes(UTF_8)).substring(0, FINGERPRINT_LENGTH);
    }

    private static boolean isAllowed(int character) {
        return (character >= '0' && character <= '9')
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || character == '-';
    }

    @JsonValue
    @Override
    public String toString() {
        return organization + "/" + baseName;
    }
}
