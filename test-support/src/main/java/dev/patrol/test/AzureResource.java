package dev.patrol.test;

import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.SimulatorConfig;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** A simulated Azure DevOps with an organization, or as many as are wanted, and a vault, for one run of a service under test. */
public final class AzureResource implements QuarkusTestResourceLifecycleManager {
    private static volatile AzureSimulator simulator;

    private final SimulatorConfig config;
    private UntilExit running;

    public AzureResource() {
        this(SimulatorConfig.defaults());
    }

    private AzureResource(SimulatorConfig config) {
        this.config = config;
    }

    /** The same with other organizations. */
    static AzureResource of(String... organizations) {
        return new AzureResource(SimulatorConfig.defaults().withOrganizations(organizations));
    }

    @Override
    public Map<String, String> start() {
        AzureSimulator started = AzureSimulator.start(config);
        running = UntilExit.stoppedBy(started::close);
        simulator = started;
        Map<String, String> settings = new HashMap<>();
        settings.put("AZURE_DEVOPS_ORG", String.join(",", simulator.organizations()));
        settings.put("AZURE_DEVOPS_ADMIN_PAT", simulator.administratorToken().reveal());
        settings.put("AZURE_DEVOPS_URL", simulator.azureDevOpsUrl().toString());
        settings.put("AZURE_DEVOPS_AUDIT_URL", simulator.azureDevOpsUrl().toString());
        settings.put("KEY_VAULT_URL", simulator.keyVaultUrl().toString());
        settings.put("KEY_VAULT_CA_FILE", simulator.certificateAuthority().toString());
        settings.put("KEY_VAULT_VERIFY_CHALLENGE_RESOURCE", "false");
        return settings;
    }

    @Override
    public void stop() {
        if (running != null) {
            running.stop();
        }
    }

    /** The Azure that the service under test uses, with its knobs. */
    public static AzureSimulator simulator() {
        if (simulator == null) {
            throw new IllegalStateException(
                    "No simulator runs; the test needs @QuarkusTestResource(AzureResource.class).");
        }
        return simulator;
    }

    /** Name of the organization that the service under test looks after, or of the first of them. */
    public static String organization() {
        return simulator().organizations().get(0);
    }
}
