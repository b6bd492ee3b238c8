package dev.patrol.secrets;

import dev.patrol.model.token.SecretVersion;
import java.util.Map;

/**
 * A text as it is stored.
 *
 * @param contentType empty where somebody else stored it without one
 */
public record StoredText(SecretVersion version, SecretValue value, String contentType, Map<String, String> tags) {
    public StoredText {
        tags = Map.copyOf(tags);
    }
}
