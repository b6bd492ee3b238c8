package dev.patrol.cli.azure;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** How a user signs in. */
@ConfigMapping(prefix = "patrol.sign-in")
interface EntraSettings {
    @Setting(variable = "AZURE_DEVOPS_AUTH", expects = "entra-user, azure-identity or pat")
    @WithDefault("pat")
    String auth();

    @Setting(variable = "AZURE_DEVOPS_TENANT_ID", expects = "the id or a domain of the Microsoft Entra tenant")
    Optional<String> tenantId();

    @Setting(variable = "AZURE_DEVOPS_CLIENT_ID", expects = "the application (client) id of the app registration")
    Optional<String> clientId();

    @Setting(variable = "AZURE_AUTHORITY_HOST", expects = "an https address")
    @WithDefault("https://login.microsoftonline.com")
    URI authorityHost();

    @Setting(variable = "AZURE_AUTHORITY_CA_FILE", expects = "the path of a readable PEM file")
    Optional<Path> caFile();
}
