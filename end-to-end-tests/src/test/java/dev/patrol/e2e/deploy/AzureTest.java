package dev.patrol.e2e.deploy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.e2e.deploy.EventHubs.Hub;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Bicep files, as far as they can be looked at without Bicep's compiler, which is to be had from none of the registries that
 * the build uses: names, settings, secrets and what they take from each other. Their syntax and the resources' fields are not
 * checked here.
 */
class AzureTest {
    private static final int PARTITIONS_OF_A_UNIT = 200;
    private static final int HUBS_OF_A_UNIT = 100;
    private static final Pattern DECLARATION = Pattern.compile("(?m)^(param|var|type) (\\w+)");
    private static final Pattern RESOURCE = Pattern.compile("'(Microsoft\\.[\\w./]+)@([\\w-]+)'");
    private static final Pattern VARIABLE = Pattern.compile("(?m)^ +(?:name: ')?([A-Z][A-Z0-9_]+)(?:'$|: )");

    /** A variable of the JVM's own. */
    private static final String JVM_OPTIONS = "JAVA_TOOL_OPTIONS";

    private final List<Hub> hubs = EventHubs.all(Rights.read()).toList();

    @Test
    void theEventHubsAndRightsAreThoseOfTheContract() {
        // When
        String json = EventHubs.json(Rights.read());

        // Then
        Generated.requireThatItIs(Deploy.AZURE.resolve("hubs.json"), json);
    }

    @Test
    void theNamespaceHasRoomForThem() {
        // Given
        String main = text("main.bicep");
        int units = Integer.parseInt(
                only(main, "param processingUnits int = (\\d+)").group(1));
        MatchResult said = only(main, "Patrol has (\\d+) and (\\d+)\\.");

        // When
        int partitions = hubs.stream().mapToInt(Hub::partitions).sum();

        // Then
        assertThat(partitions).isLessThanOrEqualTo(units * PARTITIONS_OF_A_UNIT).isGreaterThan(PARTITIONS_OF_A_UNIT);
        assertThat(hubs).hasSizeLessThanOrEqualTo(units * HUBS_OF_A_UNIT);
        assertThat(said.group(1)).isEqualTo(Integer.toString(partitions));
        assertThat(said.group(2)).isEqualTo(Integer.toString(hubs.size()));
    }

    @Test
    void nothingIsKeptForLongerThanEventHubsKeepsIt() {
        // When / Then
        assertThat(hubs).allSatisfy(hub -> assertThat(hub.retention().getOrDefault("retentionTimeInHours", 1L))
                .isInstanceOfSatisfying(
                        Long.class, hours -> assertThat(hours).isBetween(1L, EventHubs.LONGEST.toHours())));
    }

    @Test
    void onlyTheRotatorMayWriteTheLedger() {
        // When
        Hub ledger = hubs.stream()
                .filter(hub -> hub.name().equals("patrol.rotation-ledger"))
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(ledger.senders()).containsExactly("rotator");
        assertThat(ledger.receivers()).containsExactly("rotator");
    }

    @Test
    void aClusterIsTrustedWithTheIdentitiesThatItsPodsUse() {
        // Given
        String condition =
                only(text("main.bicep"), "resource trust .* if \\((.+)\\) \\{").group(1);

        // When
        Set<String> trusted = new TreeSet<>(Rights.SERVICES);
        all(Pattern.compile("service != '(\\w+)'"), condition).forEach(left -> trusted.remove(left.group(1)));
        Set<String> used = Rendering.PRODUCTION.services().stream()
                .filter(pod -> pod.labels().containsKey("azure.workload.identity/use"))
                .map(pod -> pod.owner().name().substring("patrol-".length()))
                .collect(toSet());

        // Then
        assertThat(trusted).isEqualTo(used);
    }

    @Test
    void everyVariableOfTheServicesIsDocumented() {
        // Given
        DocumentedSettings documented = new DocumentedSettings();

        // When
        Set<String> variables =
                all(VARIABLE, text("apps.bicep")).map(found -> found.group(1)).collect(toSet());

        // Then
        assertThat(variables).hasSizeGreaterThan(20).contains(JVM_OPTIONS, "AZURE_CLIENT_ID", "SMTP_PASS");
        assertThat(variables.stream().filter(name -> !name.equals(JVM_OPTIONS))).allMatch(documented::has);
    }

    @Test
    void secretsComeFromTheVaultAndNowhereElse() {
        // Given
        String apps = text("apps.bicep");

        // When
        Stream<MatchResult> secrets = all(Pattern.compile("name: '(?:SMTP_PASS|KAFKA_\\w+_SECRET)'\\s+(\\w+):"), apps);

        // Then
        assertThat(secrets.map(found -> found.group(1))).containsExactly("secretRef", "secretRef");
        assertThat(all(Pattern.compile("(?m)^ +keyVaultUrl: "), apps)).hasSize(2);
        assertThat(files().map(Path::getFileName).map(Path::toString).map(AzureTest::text))
                .noneMatch(text -> text.contains("@secure()") || text.contains("adminPassword"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatIsDeclaredIsUsed(Path file) {
        // Given
        String text = Deploy.text(file);

        // When
        Set<String> unused = all(DECLARATION, text)
                .map(found -> found.group(2))
                .filter(name -> all(Pattern.compile("(?<!\\w)" + name + "(?!\\w)"), text)
                                .count()
                        < 2)
                .collect(toSet());

        // Then
        assertThat(unused).isEmpty();
        assertThat(text).contains("targetScope = 'resourceGroup'");
        assertThat(count(text, '{')).isEqualTo(count(text, '}'));
        assertThat(count(text, '[')).isEqualTo(count(text, ']'));
        assertThat(count(text, '(')).isEqualTo(count(text, ')'));
    }

    @Test
    void eachKindOfResourceIsOfOneVersionOfItsApi() {
        // When
        Map<String, Set<String>> versions = files().flatMap(file -> all(RESOURCE, Deploy.text(file)))
                .collect(groupingBy(found -> found.group(1), mapping(found -> found.group(2), toSet())));

        // Then
        assertThat(versions).hasSizeGreaterThan(8);
        assertThat(versions.values()).allSatisfy(of -> assertThat(of).hasSize(1));
    }

    @Test
    void whatOneTakesFromTheOtherIsThere() {
        // Given
        Set<String> outputs = all(Pattern.compile("(?m)^output (\\w+)"), text("main.bicep"))
                .map(found -> found.group(1))
                .collect(toSet());
        Pattern taken = Pattern.compile("@description\\('An output of main\\.bicep\\.'\\)\nparam (\\w+)");
        Set<String> given = all(
                        Pattern.compile("(?m)^    (\\w+): "), between(text("main.bicep"), "module topics", "}]"))
                .map(found -> found.group(1))
                .collect(toSet());
        Set<String> wanted = all(Pattern.compile("(?m)^param (\\w+)"), text("hub.bicep"))
                .map(found -> found.group(1))
                .collect(toSet());

        // When
        Set<String> fromMain = Stream.of("roles.bicep", "apps.bicep")
                .flatMap(file -> all(taken, text(file)))
                .map(found -> found.group(1))
                .collect(toSet());

        // Then
        assertThat(fromMain).hasSize(2);
        assertThat(outputs).containsAll(fromMain);
        assertThat(given).isEqualTo(wanted);
    }

    static Stream<Path> files() {
        return Deploy.filesBelow(Deploy.AZURE).stream()
                .filter(file -> file.toString().endsWith(".bicep"));
    }

    private static String text(String file) {
        return Deploy.text(Deploy.AZURE.resolve(file));
    }

    private static Stream<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static MatchResult only(String text, String pattern) {
        List<MatchResult> found = all(Pattern.compile(pattern), text).collect(Collectors.toList());
        assertThat(found).as(pattern).hasSize(1);
        return found.get(0);
    }

    private static String between(String text, String from, String to) {
        int begin = text.indexOf(from);
        return text.substring(begin, text.indexOf(to, begin));
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(one -> one == wanted).count();
    }
}
