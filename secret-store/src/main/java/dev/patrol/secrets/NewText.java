package dev.patrol.secrets;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A small text to be stored that is no token, such as what a sign-in has to remember.
 *
 * @param name 1 to 127 of {@code 0-9 a-z A-Z -}
 * @param value not blank, at most 25 KB in UTF-8
 * @param contentType at most 255 characters
 * @param tags readable by everybody who may list secrets; the first 15 are kept, each cut at 256 characters
 */
public record NewText(String name, SecretValue value, String contentType, Map<String, String> tags) {
    public NewText {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
        requireNonNull(contentType, "contentType");
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }
}
