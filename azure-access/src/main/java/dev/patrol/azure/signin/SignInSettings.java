package dev.patrol.azure.signin;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How Patrol shows Azure DevOps who it is. */
@ConfigMapping(prefix = "patrol.azure-devops.sign-in")
public interface SignInSettings {
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

    /** What a user's sign-in is asked for. */
    @Setting(
            variable = "AZURE_DEVOPS_PERMISSIONS",
            expects = "permissions of Azure DevOps separated by commas, by default vso.pats,vso.pats_manage",
            pattern = "vso\\.[a-z_]+")
    List<String> permissions();

    /** Where a user's sign-in is kept in the secret store. */
    @Setting(
            variable = "AZURE_DEVOPS_SIGN_IN_SECRET",
            expects = "the name of a secret: letters, digits and hyphens, by default patrol-sign-in",
            pattern = "[A-Za-z0-9-]{1,127}")
    String secret();
}
