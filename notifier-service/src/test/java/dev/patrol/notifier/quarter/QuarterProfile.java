package dev.patrol.notifier.quarter;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The notifier as it is set up by default, with one default recipient, two rules and quiet hours. */
public final class QuarterProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("patrol.mail.recipients", "ops@contoso.example"),
                Map.entry("patrol.notifications.tick", "5ms"),
                Map.entry("patrol.notifications.digest-every", "24h"),
                Map.entry("patrol.notifications.storm-window", "10m"),
                Map.entry("patrol.notifications.storm-gather", "1m"),
                Map.entry("patrol.notifications.quiet-from", "22:00"),
                Map.entry("patrol.notifications.quiet-to", "06:00"),
                Map.entry("patrol.notifications.webhooks[0].events", "none"),
                Map.entry("patrol.notifications.webhooks[1].events", "none"),
                Map.entry("patrol.notifications.routes[0].events", "token-compromised"),
                Map.entry("patrol.notifications.routes[0].recipients", "default,security@contoso.example"),
                Map.entry("patrol.notifications.routes[1].events", "token-expiring"),
                Map.entry("patrol.notifications.routes[1].tokens", "by-hand-*"),
                Map.entry("patrol.notifications.routes[1].recipients", "owner"));
    }
}
