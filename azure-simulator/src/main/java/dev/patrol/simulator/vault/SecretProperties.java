package dev.patrol.simulator.vault;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a request says about a secret besides its value; what is empty is left as it is. */
public record SecretProperties(
        Optional<String> contentType,
        Optional<Boolean> enabled,
        Optional<Instant> notBefore,
        Optional<Instant> expires,
        Optional<Map<String, String>> tags) {}
