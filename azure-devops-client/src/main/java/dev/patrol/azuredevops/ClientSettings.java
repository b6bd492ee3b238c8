package dev.patrol.azuredevops;

import java.time.Duration;

/** How long the client waits for a connection, and for an answer. */
public record ClientSettings(Duration connectTimeout, Duration requestTimeout) {
    public static final ClientSettings DEFAULT = new ClientSettings(Duration.ofSeconds(10), Duration.ofSeconds(30));
}
