package dev.patrol.azure;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import java.net.URI;
import java.util.Optional;

/** Which organization is looked after, and how it is reached. */
@ConfigMapping(prefix = "patrol.azure-devops")
public interface AzureDevOpsSettings {
    @Setting(
            variable = "AZURE_DEVOPS_ORG",
            expects = "the name of one Azure DevOps organization, as in https://dev.azure.com/<name>",
            pattern = "[A-Za-z0-9][A-Za-z0-9-]{0,49}")
    String organization();

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
}
