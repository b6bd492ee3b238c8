package dev.patrol.scanner.policies;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.OrganizationAccess;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.model.token.Token;
import dev.patrol.policies.OrganizationPolicy;
import dev.patrol.policies.OrganizationRules;
import dev.patrol.policies.Policy;
import dev.patrol.policies.PolicySettings;
import dev.patrol.policies.SecretRenewal;
import dev.patrol.policies.TokenPolicies;
import dev.patrol.scanner.findings.Findings;
import dev.patrol.scanner.lineages.LineageConflicts;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes what judges each organization, by the settings. */
@ApplicationScoped
public class PolicyScans {
    private static final List<String> POWERS = List.of("vso.tokenadministration", "vso.tokens", "vso.pats");

    private final PolicySettings settings;
    private final Set<String> signedInToByToken;
    private final TokenSecrets secrets;
    private final UseOfTokens uses;
    private final Findings findings;

    PolicyScans(
            PolicySettings settings,
            AzureDevOpsSettings azure,
            SignInSettings signIn,
            TokenSecrets secrets,
            UseOfTokens uses,
            Findings findings) {
        this.settings = settings;
        this.secrets = secrets;
        this.signedInToByToken = OrganizationAccess.all(azure, signIn).stream()
                .filter(access -> access.signIn().auth().equals("pat"))
                .map(OrganizationAccess::name)
                .collect(Collectors.toUnmodifiableSet());
        this.uses = uses;
        this.findings = findings;
    }

    /** The names of all policies that there may be findings against. */
    public static Set<String> words() {
        Set<String> words = new TreeSet<>(Set.of(
                LineageConflicts.POLICY,
                PolicyScan.ALL_TOKENS_SEEN,
                OrganizationRules.POLICIES_READ,
                SecretRenewal.POLICY));
        Arrays.stream(Policy.values()).map(Policy::word).forEach(words::add);
        Arrays.stream(OrganizationPolicy.values()).map(OrganizationPolicy::word).forEach(words::add);
        return words;
    }

    /** Reads what the topics have. To be called before a scan. */
    public void read() {
        findings.read();
        uses.read();
    }

    /** Lets go of what was read for a scan. To be called after it. */
    public void forget() {
        secrets.forget();
    }

    /** Azure DevOps does not tell a caller which token it calls with; it is one that can do what Patrol does. */
    private static boolean hasPower(Token token) {
        return token.isFullScope()
                || token.scopes().stream().anyMatch(scope -> POWERS.stream().anyMatch(scope::startsWith));
    }

    /** @param retries by which what may pass is tried again */
    public PolicyScan of(String organization, AzureDevOpsClient client, Guard retries) {
        return new PolicyScan(
                organization,
                TokenPolicies.of(settings),
                settings.mostAtOnce(),
                Optional.of(new CensusTaker(client, organization, retries)).filter(taker -> settings.allUsers()),
                new OrganizationPolicyScan(
                        organization,
                        OrganizationRules.of(settings),
                        new TenantPolicyReader(client, organization, retries)),
                Optional.of(new SecretScan(organization, new SecretRenewal(settings.secretsNotice()), secrets))
                        .filter(scan -> secrets.areWanted(organization)),
                token -> signedInToByToken.contains(organization) && hasPower(token),
                uses,
                findings);
    }
}
