package dev.patrol.secrets;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What becomes a version of a secret, within Key Vault's limits (secrets.json 7.4 and about-keys-secrets-certificates of
 * azure-docs), which hold for every store: what one takes the others take too.
 */
record SecretContent(
        String name, String value, String contentType, Optional<Instant> expiresAt, Map<String, String> tags) {
    static final String TOKEN = "application/x-pat-token";

    private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-]{1,127}");
    private static final Pattern VERSION = Pattern.compile("[0-9a-zA-Z]{1,64}");
    private static final int LONGEST_VALUE = 25 * 1024;
    private static final int LONGEST_CONTENT_TYPE = 255;

    SecretContent {
        checkName(name);
        checkValue(name, value);
        if (contentType.length() > LONGEST_CONTENT_TYPE) {
            throw new SecretStoreException.Refused(
                    "The content type of the secret " + name + " has " + contentType.length() + " characters.",
                    "At most " + LONGEST_CONTENT_TYPE + " can be stored.");
        }
        tags = SecretTags.fitting(tags);
    }

    static SecretContent of(NewSecret secret) {
        return new SecretContent(
                secret.token().secretName(),
                secret.value().reveal(),
                TOKEN,
                Optional.of(secret.token().validTo()),
                SecretTags.of(secret));
    }

    static SecretContent of(NewText text) {
        return new SecretContent(text.name(), text.value().reveal(), text.contentType(), Optional.empty(), text.tags());
    }

    /** A name that no store could have is refused before it gets into a path or address. */
    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new SecretStoreException.Refused(
                    "A secret can't have the name \"" + printable(name) + "\".",
                    "A name is 1 to 127 letters, digits and dashes.");
        }
    }

    /** A version that none can be is refused too: with an empty one a vault gives the current version. */
    static void checkVersion(String name, String version) {
        checkName(name);
        if (!VERSION.matcher(version).matches()) {
            throw new SecretStoreException.Refused(
                    "The secret " + name + " can't have the version \"" + printable(version) + "\".",
                    "A version is letters and digits.");
        }
    }

    private static void checkValue(String name, String value) {
        int length = lengthInUtf8(name, value);
        if (value.isBlank() || length > LONGEST_VALUE) {
            throw new SecretStoreException.Refused(
                    "The value of the secret " + name + " has " + length + " bytes.",
                    "A value is not blank and has at most " + LONGEST_VALUE + " bytes.");
        }
    }

    private static int lengthInUtf8(String name, String value) {
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(value))
                    .remaining();
        } catch (CharacterCodingException e) {
            throw new SecretStoreException.Refused(
                    "The value of the secret " + name + " is no text.", "A value can be written in UTF-8.");
        }
    }

    private static String printable(String name) {
        String oneLine = name.replaceAll("[^\\x20-\\x7e]", "?");
        return oneLine.length() > 40 ? oneLine.substring(0, 40) + "..." : oneLine;
    }

    @Override
    public String toString() {
        return "SecretContent[" + name + "]";
    }
}
