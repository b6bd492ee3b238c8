package dev.patrol.azure;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Which organizations are looked after, and how they are reached. */
@ConfigMapping(prefix = "patrol.azure-devops")
public interface AzureDevOpsSettings {
    String NAME = "[A-Za-z0-9][A-Za-z0-9-]{0,49}";

    @Setting(
            variable = "AZURE_DEVOPS_ORG",
            expects =
                    "the name of an Azure DevOps organization, as in https://dev.azure.com/<name>, or several, separated by"
                            + " commas",
            pattern = NAME)
    List<String> organizations();

    /** What is different for some of them. */
    List<PerOrganization> perOrganization();

    /** Needed where {@code AZURE_DEVOPS_AUTH} is {@code pat}. */
    @Setting(variable = "AZURE_DEVOPS_ADMIN_PAT", expects = "the credential that Patrol works with; it is never shown")
    Optional<Secret<String>> adminPat();

    @Setting(
            variable = "AZURE_DEVOPS_URL",
            expects = "an http(s) address, by default https://vssps.dev.azure.com",
            pattern = "https?://[^\\s/]+(/\\S*)?")
    URI url();

    @Setting(
            variable = "AZURE_DEVOPS_AUDIT_URL",
            expects = "an http(s) address, by default https://auditservice.dev.azure.com",
            pattern = "https?://[^\\s/]+(/\\S*)?")
    URI auditUrl();

    /** What is different for one organization; what is not said is as for all. */
    interface PerOrganization {
        @Setting(expects = "the name of an organization that AZURE_DEVOPS_ORG names", pattern = NAME)
        String name();

        @Setting(expects = "entra-user, azure-identity or pat", pattern = "entra-user|azure-identity|pat")
        Optional<String> auth();

        @Setting(expects = "the credential for this organization; it is never shown")
        Optional<Secret<String>> adminPat();

        @Setting(expects = "the id or a domain of the Microsoft Entra tenant", pattern = "[A-Za-z0-9][A-Za-z0-9.-]*")
        Optional<String> tenantId();

        @Setting(expects = "the application (client) id of the app registration", pattern = "\\S+")
        Optional<String> clientId();

        /** Where the sign-in of this organization's service user is kept, if it is another user. */
        @Setting(expects = "the name of a secret: letters, digits and hyphens", pattern = "[A-Za-z0-9-]{1,127}")
        Optional<String> signInSecret();

        @Setting(expects = "an http(s) address", pattern = "https?://[^\\s/]+(/\\S*)?")
        Optional<URI> url();

        @Setting(expects = "an http(s) address", pattern = "https?://[^\\s/]+(/\\S*)?")
        Optional<URI> auditUrl();

        /** Where this organization's secrets are kept, if that is another vault. */
        @Setting(
                expects = "the https address of a vault, for example https://patrol.vault.azure.net",
                pattern = "https://[^\\s/]+/?")
        Optional<URI> keyVaultUrl();
    }
}
