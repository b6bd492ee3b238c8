package dev.patrol.simulator.vault;

import dev.patrol.simulator.Credential;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A version of a secret.
 *
 * @param version 32 hexadecimal digits
 * @param contentType null if none was given
 */
public record SecretVersion(
        String name,
        String version,
        Credential value,
        String contentType,
        boolean enabled,
        Optional<Instant> notBefore,
        Optional<Instant> expires,
        Instant created,
        Instant updated,
        Map<String, String> tags) {

    public SecretVersion {
        tags = Map.copyOf(tags);
    }
}
