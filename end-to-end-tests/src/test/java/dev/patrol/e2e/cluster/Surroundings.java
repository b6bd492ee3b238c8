package dev.patrol.e2e.cluster;

import dev.patrol.simulator.AzureSimulator;
import java.util.HashMap;
import java.util.Map;

/** What every service is told of what it works with. */
final class Surroundings {
    private Surroundings() {}

    static Map<String, String> settings(String bootstrapServers, AzureSimulator azure, int smtpPort) {
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        environment.put("AZURE_DEVOPS_ORG", azure.organizations().get(0));
        environment.put("AZURE_DEVOPS_ADMIN_PAT", azure.administratorToken().reveal());
        environment.put("AZURE_DEVOPS_URL", azure.azureDevOpsUrl().toString());
        environment.put("AZURE_DEVOPS_AUDIT_URL", azure.azureDevOpsUrl().toString());
        environment.put("KEY_VAULT_URL", azure.keyVaultUrl().toString());
        environment.put("KEY_VAULT_CA_FILE", azure.certificateAuthority().toString());
        environment.put("KEY_VAULT_VERIFY_CHALLENGE_RESOURCE", "false");
        environment.put("IDENTITY_ENDPOINT", azure.identityEndpoint().toString());
        environment.put("IDENTITY_HEADER", azure.identityHeader().reveal());
        environment.put("SCAN_CRON", "0/5 * * * * ?");
        environment.put("AUDIT_POLL_INTERVAL", "PT1S");
        environment.put("PATROL_ROTATION_OVERLAP", "1s");
        environment.put("PATROL_ROTATION_TICK", "200ms");
        environment.put("PATROL_ROTATION_READ_BACK_EVERY", "300ms");
        environment.put("PATROL_POLICIES_SECRETS", "false");
        environment.put("ALERT_EMAIL", "platform-team@contoso.example");
        environment.put("SMTP_HOST", "127.0.0.1");
        environment.put("SMTP_PORT", Integer.toString(smtpPort));
        // A mail of its own for each rotation, at once.
        environment.put("PATROL_NOTIFICATIONS_ROUTES_0__EVENTS", "token-rotated");
        environment.put("PATROL_NOTIFICATIONS_ROUTES_0__URGENCY", "immediate");
        environment.put("PATROL_NOTIFICATIONS_STORM_AFTER", "1000");
        return environment;
    }
}
