package dev.patrol.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.e2e.containers.ComposeFile;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With Compose, {@code .env} turns Patrol to a real Azure, where nothing of the demo is left; the demo takes nothing from it. */
class ComposeTest {
    private static final String AZURE = "deploy/compose/azure.yml";
    private static final String COMPOSE_FILE = "COMPOSE_FILE";
    private static final String CLI = "cli";
    private static final String MAIL = "notifier";
    private static final Set<String> SECRETS_OF_MAIL = Set.of("SMTP_PASS");
    private static final Set<String> SECRETS_OF_AZURE = Set.of("AZURE_DEVOPS_ADMIN_PAT", "AZURE_CLIENT_SECRET");

    /** A setting, also one that is there to be taken in. */
    private static final Pattern LINE = Pattern.compile("(?m)^#?([A-Z][A-Z0-9_]+)=(.*)$");

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Z_]+)");

    private final ComposeFile azure = ComposeFile.read(AZURE);
    private final Map<String, String> example = example();

    @Test
    void theExampleTurnsComposeToARealAzure() {
        // When / Then
        assertThat(example).containsEntry(COMPOSE_FILE, AZURE);
    }

    @Test
    void theExampleNamesNothingButSettings() {
        // Given
        DocumentedSettings documented = new DocumentedSettings();

        // When
        Set<String> names = new TreeSet<>(example.keySet());
        names.remove(COMPOSE_FILE);

        // Then
        assertThat(names)
                .allMatch(documented::has)
                .contains("KAFKA_SECURITY_PROTOCOL", "KAFKA_SASL_JAAS_CONFIG", "SMTP_USER", "PATROL_MAIL_START_TLS");
    }

    @Test
    void everyContainerIsGivenWhatTheOperatorSets() {
        // When / Then
        assertThat(azure.services())
                .containsAll(Rights.SERVICES)
                .hasSize(Rights.SERVICES.size() + 1)
                .allSatisfy(service -> assertThat(azure.settingsFileOf(service)).hasValue("../../.env"));
    }

    @Test
    void noContainerIsGivenASecretThatOthersNeed() {
        // When
        Map<String, Set<String>> withheld = new TreeMap<>();
        azure.services()
                .forEach(service -> withheld.put(
                        service,
                        azure.environmentOf(service).entrySet().stream()
                                .filter(setting -> setting.getValue().isEmpty())
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toSet())));

        // Then
        assertThat(withheld).allSatisfy((service, names) -> assertThat(names)
                .isEqualTo(
                        switch (service) {
                            case CLI -> Set.of();
                            case MAIL -> SECRETS_OF_AZURE;
                            default -> SECRETS_OF_MAIL;
                        }));
    }

    @Test
    void nothingOfTheDemoIsSetThere() {
        // When
        Set<String> settings = azure.services().stream()
                .flatMap(service -> azure.environmentOf(service).entrySet().stream())
                .filter(setting -> !setting.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());

        // Then
        assertThat(settings).containsExactly("PATROL_DETECTION_STATE_DIRECTORY");
    }

    /** Compose reads {@code .env} for the demo too. */
    @Test
    void theDemoTakesNothingFromTheSettingsForARealAzure() {
        // When
        Set<String> taken = REFERENCE
                .matcher(Deploy.text(Deploy.REPOSITORY.resolve("docker-compose.yml")))
                .results()
                .map(reference -> reference.group(1))
                .collect(Collectors.toSet());

        // Then
        assertThat(taken)
                .contains("PATROL_TAG")
                .doesNotContainAnyElementsOf(example.keySet())
                .noneMatch(name -> name.matches("(AZURE|KEY_VAULT|IDENTITY|SMTP|ALERT|TOKEN|ROTATION|AUDIT)_.*"));
    }

    @Test
    void spansOfTheDemoGoToACollectorThatTheCallerNames() {
        // When
        ComposeFile demo = ComposeFile.read();

        // Then
        assertThat(Rights.SERVICES).allSatisfy(service -> assertThat(demo.passedOnTo(service))
                .containsExactlyInAnyOrder(
                        "PATROL_TRACES_ENDPOINT", "PATROL_TRACES_PROTOCOL", "PATROL_TRACES_SAMPLED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", AZURE})
    void aServiceHasTheMemoryThatTheManifestsGiveIt(String name) {
        // Given
        Map<String, String> memory = Rendering.PRODUCTION.services().stream()
                .collect(Collectors.toMap(
                        pod -> pod.owner().name().substring("patrol-".length()), ComposeTest::memoryOf));

        // When
        ComposeFile file = ComposeFile.read(name);

        // Then
        assertThat(memory).hasSameSizeAs(Rights.SERVICES).allSatisfy((service, limit) -> assertThat(
                        file.memoryOf(service))
                .hasValue(limit));
    }

    /** As Compose has it: {@code 512m} for {@code 512Mi}. */
    private static String memoryOf(Resource.Pod pod) {
        String limit = pod.spec().at("/containers/0/resources/limits/memory").asText();
        return limit.substring(0, limit.length() - 1).toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> example() {
        return LINE.matcher(Deploy.text(Deploy.REPOSITORY.resolve(".env.example")))
                .results()
                .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));
    }
}
