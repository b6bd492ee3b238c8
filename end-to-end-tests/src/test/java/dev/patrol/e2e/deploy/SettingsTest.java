package dev.patrol.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is set is what there is to set, and nothing secret stands in a file. */
class SettingsTest {
    private static final Pattern SECRET = Pattern.compile(".*(PASS|PASSWORD|CLIENT_SECRET|ADMIN_PAT|JAAS_CONFIG|KEY)");

    private final DocumentedSettings documented = new DocumentedSettings();

    @ParameterizedTest
    @EnumSource
    void everyVariableOfAServiceIsDocumented(Rendering rendering) {
        // Given
        Set<String> variables = new TreeSet<>(rendering.settings().keySet());
        rendering.services().stream()
                .flatMap(pod -> pod.containers().stream())
                .flatMap(container -> Resource.each(container.root().path("env")))
                .forEach(variable -> variables.add(variable.path("name").asText()));

        // When
        List<String> unknown =
                variables.stream().filter(name -> !documented.has(name)).toList();

        // Then
        assertThat(variables).hasSizeGreaterThan(10);
        assertThat(unknown).isEmpty();
    }

    @Test
    void aVariableThatIsNotDocumentedIsSeen() {
        // When / Then
        assertThat(documented.has("KEY_VAULT_URI")).isFalse();
        assertThat(documented.has("KAFKA_SASL_MECHANISMS")).isFalse();
        assertThat(documented.has("PATROL_ROTATION_DEPENDENTS_7__NAMES")).isTrue();
        assertThat(documented.has("PATROL_ROTATION_DEPENDENTS_7__NAME")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void allServicesAreGivenTheSettings(Rendering rendering) {
        // Given
        String map = rendering.of("ConfigMap").stream()
                .filter(one -> one.name().startsWith("patrol-settings-"))
                .map(Resource::name)
                .findFirst()
                .orElseThrow();

        // When
        List<Resource.Pod> services = rendering.services();

        // Then
        assertThat(services).hasSameSizeAs(Rights.SERVICES).allSatisfy(pod -> assertThat(pod.spec()
                        .at("/containers/0/envFrom/0/configMapRef/name")
                        .asText())
                .isEqualTo(map));
    }

    @ParameterizedTest
    @EnumSource
    void noSecretStandsInAFile(Rendering rendering) {
        // When
        Stream<String> inMaps = rendering.of("ConfigMap").stream()
                .flatMap(map -> Resource.mapOf(map.root().path("data")).keySet().stream());
        Stream<String> inPods = rendering.containers().stream()
                .flatMap(container -> Resource.each(container.root().path("env")))
                .filter(variable -> variable.has("value"))
                .map(variable -> variable.path("name").asText());

        // Then
        assertThat(rendering.of("Secret")).isEmpty();
        assertThat(Stream.concat(inMaps, inPods)).noneMatch(SECRET.asMatchPredicate());
    }

    @Test
    void everySecretThatHasToBeMadeIsInTheGuide() {
        // Given
        String guide = Deploy.text(Deploy.REPOSITORY.resolve("docs/kubernetes.md"));

        // When
        Set<String> wanted = new TreeSet<>();
        for (Resource.Container container : Rendering.PRODUCTION.containers()) {
            Resource.each(container.root().path("env"))
                    .map(variable -> variable.at("/valueFrom/secretKeyRef/name").asText())
                    .filter(name -> !name.isEmpty())
                    .forEach(wanted::add);
        }
        for (Resource authentication : Rendering.PRODUCTION.of("TriggerAuthentication")) {
            Resource.each(authentication.root().at("/spec/secretTargetRef"))
                    .forEach(reference -> wanted.add(reference.path("name").asText()));
        }

        // Then
        assertThat(wanted).hasSize(Rights.SERVICES.size() + 2).allSatisfy(name -> assertThat(guide)
                .contains("`" + name + "`"));
    }

    @Test
    void noFileNamesThisMachine() {
        // Given
        List<String> places = List.of(Deploy.REPOSITORY.toString(), System.getProperty("user.home") + "/");

        // When
        List<Path> files = Stream.of(Deploy.KUBERNETES, Deploy.AZURE, Deploy.FOLDER.resolve("kafka"))
                .flatMap(folder -> Deploy.filesBelow(folder).stream())
                .toList();

        // Then
        assertThat(files).hasSizeGreaterThan(40).allSatisfy(file -> assertThat(Deploy.text(file))
                .doesNotContain(places));
    }
}
