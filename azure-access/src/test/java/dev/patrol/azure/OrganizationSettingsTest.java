package dev.patrol.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azure.signin.SignInCheck;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.service.settings.SettingsCheck;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.Secret;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationSettingsTest {
    @TempDir
    Path folder;

    private static final String GROUP = "PATROL_AZURE_DEVOPS_PER_ORGANIZATION_";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            contoso                | contoso
            Contoso                | Contoso
            contoso,fabrikam       | contoso,fabrikam
            contoso , fabrikam,a-1 | contoso,fabrikam,a-1
            ' contoso, fabrikam '  | contoso,fabrikam
            """)
    void oneNameOrAListIsTaken(String value, String names) {
        // Given
        Map<String, String> environment = Map.of("AZURE_DEVOPS_ORG", value, "AZURE_DEVOPS_ADMIN_PAT", "for-all");

        // When
        List<OrganizationAccess> organizations = organizations(environment);

        // Then
        assertThat(problems(environment)).isEmpty();
        assertThat(organizations)
                .extracting(OrganizationAccess::name)
                .containsExactly(names.toLowerCase(Locale.ROOT).split(","));
        assertThat(organizations).allSatisfy(organization -> {
            assertThat(organization.url()).isEqualTo(URI.create("https://vssps.dev.azure.com"));
            assertThat(organization.auditUrl()).isEqualTo(URI.create("https://auditservice.dev.azure.com"));
            assertThat(organization.adminPat().map(Secret::get)).contains("for-all");
            assertThat(organization.keyVaultUrl()).isEmpty();
        });
    }

    @Test
    void anOrganizationHasWhatItsGroupSaysAndOtherwiseWhatIsForAll() {
        // Given
        Map<String, String> environment = Map.of(
                "AZURE_DEVOPS_ORG",
                "contoso,Fabrikam",
                "AZURE_DEVOPS_ADMIN_PAT",
                "for-all",
                "AZURE_DEVOPS_URL",
                "https://one.example.com",
                GROUP + "0__NAME",
                "fabrikam",
                GROUP + "0__ADMIN_PAT",
                "for-fabrikam",
                GROUP + "0__SIGN_IN_SECRET",
                "patrol-sign-in-fabrikam",
                GROUP + "0__AUDIT_URL",
                "https://audit.example.com",
                GROUP + "0__KEY_VAULT_URL",
                "https://fabrikam.vault.azure.net");

        // When
        List<OrganizationAccess> organizations = organizations(environment);

        // Then
        assertThat(problems(environment)).isEmpty();
        OrganizationAccess fabrikam = organizations.get(1);
        assertThat(organizations.get(0).adminPat().map(Secret::get)).contains("for-all");
        assertThat(organizations.get(0).signIn().secret()).isEqualTo("patrol-sign-in");
        assertThat(organizations.get(0).keyVaultUrl()).isEmpty();
        assertThat(fabrikam.name()).isEqualTo("fabrikam");
        assertThat(fabrikam.url()).isEqualTo(URI.create("https://one.example.com"));
        assertThat(fabrikam.auditUrl()).isEqualTo(URI.create("https://audit.example.com"));
        assertThat(fabrikam.adminPat().map(Secret::get)).isEqualTo(Optional.of("for-fabrikam"));
        assertThat(fabrikam.signIn().secret()).isEqualTo("patrol-sign-in-fabrikam");
        assertThat(fabrikam.keyVaultUrl()).contains(URI.create("https://fabrikam.vault.azure.net"));
        assertThat(fabrikam.toString()).doesNotContain("for-fabrikam");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AZURE_DEVOPS_ORG | contoso,,fabrikam | AZURE_DEVOPS_ORG is "contoso,,fabrikam". It should be
            AZURE_DEVOPS_ORG | contoso,fab rikam | AZURE_DEVOPS_ORG is "contoso,fab rikam". It should be
            AZURE_DEVOPS_ORG | contoso,          | AZURE_DEVOPS_ORG is "contoso,". It should be
            AZURE_DEVOPS_ORG | contoso,Contoso,fabrikam | AZURE_DEVOPS_ORG names "Contoso" twice.
            AZURE_DEVOPS_ORG | contoso           | PATROL_AZURE_DEVOPS_PER_ORGANIZATION_0__NAME is "fabrikam". It should be the name of an organization that AZURE_DEVOPS_ORG names.
            PATROL_AZURE_DEVOPS_PER_ORGANIZATION_1__NAME | FABRIKAM | PATROL_AZURE_DEVOPS_PER_ORGANIZATION_1__NAME is "FABRIKAM", and so is another.
            PATROL_AZURE_DEVOPS_PER_ORGANIZATION_0__NAME | ''     | PATROL_AZURE_DEVOPS_PER_ORGANIZATION_0__NAME is not set. It should be
            PATROL_AZURE_DEVOPS_PER_ORGANIZATION_0__URL  | nowhere | PATROL_AZURE_DEVOPS_PER_ORGANIZATION_0__URL is "nowhere". It should be
            SECRET_STORE     | file | PATROL_AZURE_DEVOPS_PER_ORGANIZATION_0__KEY_VAULT_URL is set, but with SECRET_STORE=file there is no vault.
            AZURE_DEVOPS_ADMIN_PAT | '' | AZURE_DEVOPS_ADMIN_PAT is not set.
            """)
    void whatMakesNoSenseIsOneSentence(String variable, String value, String sentence) {
        // Given
        Map<String, String> environment = new HashMap<>(Map.of(
                "AZURE_DEVOPS_ORG",
                "contoso,fabrikam",
                "AZURE_DEVOPS_ADMIN_PAT",
                "for-all",
                GROUP + "0__NAME",
                "fabrikam",
                GROUP + "0__KEY_VAULT_URL",
                "https://fabrikam.vault.azure.net"));
        environment.put(variable, value);

        // When
        List<String> problems = problems(environment);

        // Then
        assertThat(problems).singleElement().asString().startsWith(sentence);
    }

    @Test
    void theCredentialForAllIsNotNeededWhereEachHasItsOwn() {
        // Given
        Map<String, String> environment = Map.of(
                "AZURE_DEVOPS_ORG",
                "contoso,fabrikam",
                GROUP + "0__NAME",
                "fabrikam",
                GROUP + "0__ADMIN_PAT",
                "for-fabrikam",
                GROUP + "1__NAME",
                "contoso",
                GROUP + "1__ADMIN_PAT",
                "for-contoso");

        // When, Then
        assertThat(problems(environment)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | vso.pats,vso.pats_manage                 |
            true  | vso.auditlog, vso.pats_manage , vso.pats |
            true  | vso.pats     | AZURE_DEVOPS_PERMISSIONS is "vso.pats". It should have vso.pats and vso.pats_manage
            true  | vso.auditlog | AZURE_DEVOPS_PERMISSIONS is "vso.auditlog". It should have vso.pats and vso.pats_manage
            false | vso.auditlog |
            """)
    void whoManagesTokensAsksForBothPermissions(boolean manages, String permissions, String sentence) {
        // Given
        Map<String, String> environment = Map.of(
                "AZURE_DEVOPS_ORG", "contoso",
                "AZURE_DEVOPS_AUTH", "entra-user",
                "AZURE_DEVOPS_TENANT_ID", "contoso.example",
                "AZURE_DEVOPS_CLIENT_ID", "some-id",
                "AZURE_DEVOPS_PERMISSIONS", permissions,
                "PATROL_SERVICE_MANAGES_TOKENS", Boolean.toString(manages));

        // When
        List<String> problems = problems(environment);

        // Then
        if (sentence == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).singleElement().asString().startsWith(sentence);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent.pem", ".", "empty.pem", "text.pem"})
    void anAuthoritysFileWithoutCertificatesIsOneSentence(String name) throws IOException {
        // Given
        Files.writeString(folder.resolve("empty.pem"), "");
        Files.writeString(folder.resolve("text.pem"), "no certificate");
        Map<String, String> environment = Map.of(
                "AZURE_DEVOPS_ORG", "contoso",
                "AZURE_DEVOPS_AUTH", "entra-user",
                "AZURE_DEVOPS_TENANT_ID", "contoso.example",
                "AZURE_DEVOPS_CLIENT_ID", "some-id",
                "AZURE_AUTHORITY_CA_FILE", folder.resolve(name).toString());

        // When
        List<String> problems = problems(environment);

        // Then
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("AZURE_AUTHORITY_CA_FILE is \"")
                .endsWith("It should be " + SignInSettings.CA_FILE_EXPECTED + ".");
    }

    private static List<OrganizationAccess> organizations(Map<String, String> environment) {
        return OrganizationAccess.all(
                config(environment).getConfigMapping(AzureDevOpsSettings.class),
                config(environment).getConfigMapping(SignInSettings.class));
    }

    private static List<String> problems(Map<String, String> environment) {
        SmallRyeConfig config = config(environment, false);
        List<String> problems =
                new ArrayList<>(new SettingsCheck(config).problemsOf(List.of(AzureDevOpsSettings.class)));
        if (problems.isEmpty()) {
            problems.addAll(SignInCheck.problemsOf(config));
        }
        return problems;
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        return config(environment, true);
    }

    /** The check at start stands before the mappings are known. */
    private static SmallRyeConfig config(Map<String, String> environment, boolean mapped) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .addPropertiesSources()
                .withSources(new EnvConfigSource(environment, 300));
        return (mapped
                        ? builder.withMapping(AzureDevOpsSettings.class)
                                .withMapping(SignInSettings.class)
                                .withValidateUnknown(false)
                        : builder)
                .build();
    }
}
