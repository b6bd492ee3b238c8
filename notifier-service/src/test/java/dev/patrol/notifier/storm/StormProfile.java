package dev.patrol.notifier.storm;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The notifier with one recipient, and room for a thousand that wait. */
public final class StormProfile implements QuarkusTestProfile {
    static final int ROOM = 1_000;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "patrol.mail.recipients", "ops@contoso.example",
                "patrol.notifications.most-waiting", Integer.toString(ROOM),
                "patrol.notifications.digest-every", "24h",
                "patrol.notifications.storm-window", "10m",
                "patrol.notifications.storm-gather", "1m",
                "patrol.notifications.webhooks[0].events", "none",
                "patrol.notifications.webhooks[1].events", "none");
    }
}
