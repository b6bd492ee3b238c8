package dev.patrol.rotator.rotation;

import dev.patrol.simulator.AzureSimulator;
import dev.patrol.test.AzureResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** An Azure whose PAT lifecycle takes a user's sign-in only, and nobody has signed in yet. */
public final class SignedOutAzure implements QuarkusTestResourceLifecycleManager {
    private final AzureResource azure = new AzureResource();

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(azure.start());
        AzureSimulator simulator = AzureResource.simulator();
        simulator.control().changePolicies(Map.of("lifecycleRefusesPats", true, "devicePollSeconds", 1));
        settings.remove("AZURE_DEVOPS_ADMIN_PAT");
        settings.put("AZURE_DEVOPS_AUTH", "entra-user");
        settings.put("AZURE_DEVOPS_TENANT_ID", simulator.tenantId());
        settings.put("AZURE_DEVOPS_CLIENT_ID", simulator.clientId());
        settings.put("AZURE_AUTHORITY_HOST", simulator.secureAuthorityHost().toString());
        settings.put("AZURE_AUTHORITY_CA_FILE", simulator.certificateAuthority().toString());
        return settings;
    }

    @Override
    public void stop() {
        azure.stop();
    }
}
