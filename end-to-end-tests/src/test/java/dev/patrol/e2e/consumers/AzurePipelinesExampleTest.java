package dev.patrol.e2e.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The pipeline and its variable group against the fields that are documented: Azure Pipelines' YAML schema, and {@code
 * VariableGroupParameters} with {@code AzureKeyVaultVariableGroupProviderData} in {@code distributedTask/7.1/taskAgent.json} of
 * MicrosoftDocs/vsts-rest-api-specs.
 */
class AzurePipelinesExampleTest {
    private static final Set<String> FIELDS_OF_THE_PIPELINE = Set.of(
            "/trigger/*",
            "/pool/vmImage",
            "/variables/*/group",
            "/steps/*/bash",
            "/steps/*/displayName",
            "/steps/*/env/AZURE_DEVOPS_EXT_PAT");
    private static final Set<String> FIELDS_OF_THE_GROUP = Set.of(
            "/name",
            "/description",
            "/type",
            "/providerData/serviceEndpointId",
            "/providerData/vault",
            "/variables/ci-1a2b3c4d/enabled",
            "/variables/ci-1a2b3c4d/isSecret",
            "/variableGroupProjectReferences/*/name",
            "/variableGroupProjectReferences/*/projectReference/id",
            "/variableGroupProjectReferences/*/projectReference/name");

    private final List<Manifest> pipelines = Manifest.allIn("azure-pipelines/pipeline.yml");
    private final Manifest pipeline = pipelines.get(0);
    private final Manifest group = Manifest.json("azure-pipelines/variable-group.json");

    @Test
    void thePipelineHasTheFieldsThatAreDocumentedAndNoOthers() {
        // When
        Set<String> places = pipeline.places();

        // Then
        assertThat(pipelines).hasSize(1);
        assertThat(places).isEqualTo(FIELDS_OF_THE_PIPELINE);
    }

    @Test
    void theGroupHasTheFieldsThatAreDocumentedAndNoOthers() {
        // When
        Set<String> places = group.places();

        // Then
        assertThat(places).isEqualTo(FIELDS_OF_THE_GROUP);
    }

    @Test
    void theGroupHasNoValueButTheNameOfASecretOfAVault() {
        // When
        Set<String> places = group.places();

        // Then
        assertThat(places).noneMatch(place -> place.endsWith("/value"));
        assertThat(group.text("/type")).isEqualTo("AzureKeyVault");
        assertThat(group.text("/providerData/vault")).matches("[0-9a-zA-Z-]{3,24}");
        assertThat(group.root().at("/variables").fieldNames())
                .toIterable()
                .allMatch(name -> name.matches("[0-9a-zA-Z-]{1,127}"));
    }

    @Test
    void thePipelineUsesTheGroup() {
        // When
        String used = pipeline.text("/variables/0/group");

        // Then
        assertThat(used).isEqualTo(group.text("/name")).isEqualTo(group.text("/variableGroupProjectReferences/0/name"));
    }

    @Test
    void theSecretReachesTheScriptByItsEnvironmentAlone() {
        // Given
        String secret = group.root().at("/variables").fieldNames().next();

        // When
        String mapped = pipeline.text("/steps/0/env/AZURE_DEVOPS_EXT_PAT");

        // Then
        assertThat(mapped).isEqualTo("$(" + secret + ")");
        assertThat(pipeline.text("/steps/0/bash")).doesNotContain(secret);
    }
}
