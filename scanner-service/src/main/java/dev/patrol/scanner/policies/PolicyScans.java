package dev.patrol.scanner.policies;

import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.policies.PolicySettings;
import dev.patrol.policies.TokenPolicies;
import dev.patrol.scanner.findings.Findings;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Makes what judges each organization, by the settings. */
@ApplicationScoped
public class PolicyScans {
    private final PolicySettings settings;
    private final UseOfTokens uses;
    private final Findings findings;

    PolicyScans(PolicySettings settings, UseOfTokens uses, Findings findings) {
        this.settings = settings;
        this.uses = uses;
        this.findings = findings;
    }

    /** Reads what the topics have. To be called before a scan. */
    public void read() {
        findings.read();
        uses.read();
    }

    /** @param retries by which what may pass is tried again */
    public PolicyScan of(String organization, AzureDevOpsClient client, Guard retries) {
        return new PolicyScan(
                organization,
                TokenPolicies.of(settings),
                settings.mostAtOnce(),
                Optional.of(new CensusTaker(client, organization, retries)).filter(taker -> settings.allUsers()),
                uses,
                findings);
    }
}
