package dev.patrol.cli.azure;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** How a user signs in. */
@ConfigMapping(prefix = "patrol.sign-in")
interface EntraSettings {
    String TENANT_EXPECTED = "the id or a domain of the Microsoft Entra tenant";
    String CLIENT_EXPECTED = "the application (client) id of the app registration";
    String CA_FILE_EXPECTED = "the path of a readable PEM file with one or more certificates";

    @Setting(
            variable = "AZURE_DEVOPS_AUTH",
            expects = "entra-user, azure-identity or pat",
            pattern = "entra-user|azure-identity|pat")
    String auth();

    /** Needed where a user signs in. */
    @Setting(variable = "AZURE_DEVOPS_TENANT_ID", expects = TENANT_EXPECTED, pattern = "[A-Za-z0-9][A-Za-z0-9.-]*")
    Optional<String> tenantId();

    /** Needed where a user signs in. */
    @Setting(variable = "AZURE_DEVOPS_CLIENT_ID", expects = CLIENT_EXPECTED, pattern = "\\S+")
    Optional<String> clientId();

    @Setting(
            variable = "AZURE_AUTHORITY_HOST",
            expects = "an https address, by default https://login.microsoftonline.com",
            pattern = "https://[^\\s/]+/?")
    URI authorityHost();

    @Setting(variable = "AZURE_AUTHORITY_CA_FILE", expects = CA_FILE_EXPECTED)
    Optional<Path> caFile();
}
