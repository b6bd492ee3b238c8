package dev.patrol.simulator.inspection;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What may be known of a version of a secret: everything but its value.
 *
 * @param latest whether a get without version gives this one
 * @param holds token whose value it is; null if it is no token's
 * @param expires null if none was set
 */
public record SecretFact(
        String name,
        String version,
        boolean latest,
        boolean enabled,
        UUID holds,
        String contentType,
        Instant created,
        Instant expires,
        Map<String, String> tags) {}
