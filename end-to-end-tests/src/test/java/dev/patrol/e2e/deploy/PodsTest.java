package dev.patrol.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.e2e.deploy.Resource.Container;
import dev.patrol.e2e.deploy.Resource.Pod;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every pod has, and that what belongs together finds each other. */
class PodsTest {
    /** What the JVM takes to end after the services have let go of everything. */
    private static final Duration JVM = Duration.ofSeconds(5);
    /** What a pod takes to be scheduled, with its volume, and to be a member. */
    private static final Duration TO_START = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource
    void nobodyIsRootOrMayBecomeIt(Rendering rendering) {
        // When / Then
        assertThat(rendering.pods()).isNotEmpty().allSatisfy(pod -> {
            JsonNode context = pod.spec().path("securityContext");
            assertThat(context.path("runAsNonRoot").asBoolean()).isTrue();
            assertThat(context.path("runAsUser").asInt()).isPositive();
            assertThat(context.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.spec().path("automountServiceAccountToken").asBoolean(true))
                    .isFalse();
        });
        assertThat(rendering.containers()).allSatisfy(container -> {
            JsonNode context = container.root().path("securityContext");
            assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(Resource.texts(context.at("/capabilities/drop"))).containsExactly("ALL");
        });
        assertThat(rendering.of("ServiceAccount"))
                .hasSameSizeAs(Rights.SERVICES)
                .allSatisfy(account -> assertThat(account.root()
                                .path("automountServiceAccountToken")
                                .asBoolean(true))
                        .isFalse());
    }

    @ParameterizedTest
    @EnumSource
    void patrolsProgramsRunAsTheImagesSayAndWriteToNothingButTheirFolders(Rendering rendering) {
        // Given
        List<Container> own =
                rendering.containers().stream().filter(Container::isOfPatrol).toList();

        // When / Then
        assertThat(own).hasSizeGreaterThanOrEqualTo(Rights.SERVICES.size()).allSatisfy(container -> {
            assertThat(container.pod().spec().at("/securityContext/runAsUser").asInt())
                    .isEqualTo(10001);
            assertThat(container
                            .root()
                            .at("/securityContext/readOnlyRootFilesystem")
                            .asBoolean())
                    .isTrue();
        });
        assertThat(own.stream().filter(container -> !container.isPreparation())).allSatisfy(container -> assertThat(
                        Resource.each(container.root().path("volumeMounts")))
                .anyMatch(mount -> mount.path("mountPath").asText().equals("/tmp")
                        && mount.path("name").asText().equals("tmp")
                        && !mount.path("readOnly").asBoolean()));
    }

    @ParameterizedTest
    @EnumSource
    void memoryIsLimitedAndAskedFor(Rendering rendering) {
        // When / Then
        assertThat(rendering.containers()).allSatisfy(container -> {
            assertThat(container.root().at("/resources/requests/memory").asText())
                    .isNotEmpty();
            assertThat(container.root().at("/resources/requests/cpu").asText()).isNotEmpty();
            assertThat(container.root().at("/resources/limits/memory").asText()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatRunsForLongIsProbed(Rendering rendering) {
        // Given
        Stream<Container> running = rendering.containers().stream()
                .filter(container -> !container.pod().owner().is("Job"))
                .filter(container -> !container.isPreparation());

        // When / Then
        assertThat(running).isNotEmpty().allSatisfy(container -> assertThat(
                        container.root().properties().stream().map(Map.Entry::getKey))
                .contains("startupProbe", "livenessProbe", "readinessProbe"));
    }

    /** A service that waits for Kafka must not be killed for it: /q/health/started is down until Kafka is there. */
    @ParameterizedTest
    @EnumSource
    void nothingThatWaitsForKafkaKillsAService(Rendering rendering) {
        // When / Then
        assertThat(rendering.services()).allSatisfy(pod -> {
            JsonNode service = pod.spec().at("/containers/0");
            assertThat(service.at("/startupProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
            assertThat(service.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
            assertThat(service.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
            assertThat(service.at("/livenessProbe/httpGet/port").asText()).isEqualTo("http");
            assertThat(service.at("/ports/0/containerPort").asInt()).isEqualTo(8080);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aServiceHasTheTimeToEndThatItTakes(Rendering rendering) throws Exception {
        // Given
        Properties kit = new Properties();
        kit.load(new StringReader(Deploy.text(
                Deploy.REPOSITORY.resolve("service-kit/src/main/resources/META-INF/microprofile-config.properties"))));
        Duration least = Stream.of("quarkus.shutdown.timeout", "quarkus.thread-pool.shutdown-timeout")
                .map(name -> Duration.parse("PT" + kit.getProperty(name)))
                .reduce(JVM, Duration::plus);

        // When / Then
        assertThat(least).isGreaterThan(Duration.ofSeconds(20));
        assertThat(rendering.services()).allSatisfy(pod -> assertThat(Duration.ofSeconds(
                        pod.spec().path("terminationGracePeriodSeconds").asInt()))
                .isGreaterThan(least));
    }

    /** Kafka keeps the place of a name that does not come back; that of a Deployment's pod never does. */
    @ParameterizedTest
    @EnumSource
    void onlyPodsWhoseNamesStayAreMembersByName(Rendering rendering) {
        // When
        List<String> named = rendering.services().stream()
                .filter(pod -> Resource.each(pod.spec().at("/containers/0/env"))
                        .anyMatch(variable -> variable.path("name").asText().equals("PATROL_INSTANCE_ID")
                                && variable.at("/valueFrom/fieldRef/fieldPath")
                                        .asText()
                                        .equals("metadata.name")))
                .map(pod -> pod.owner().kind())
                .toList();

        // Then
        assertThat(named).containsExactly("StatefulSet");
        assertThat(rendering.settings()).doesNotContainKey("PATROL_INSTANCE_ID");
    }

    /** Otherwise its partitions go to another and come back, as without a name, and its work has waited for nothing. */
    @ParameterizedTest
    @EnumSource
    void aNameIsWaitedForUntilItsPodIsReplaced(Rendering rendering) {
        // Given
        Pod detector = rendering.services().stream()
                .filter(pod -> pod.owner().is("StatefulSet"))
                .findFirst()
                .orElseThrow();
        Duration toStop = Duration.ofSeconds(
                detector.spec().path("terminationGracePeriodSeconds").asInt());

        // When
        Duration session = Resource.each(detector.spec().at("/containers/0/env"))
                .filter(variable -> variable.path("name").asText().equals("KAFKA_STREAMS_CONSUMER_SESSION_TIMEOUT_MS"))
                .map(variable -> Duration.ofMillis(variable.path("value").asLong()))
                .findFirst()
                .orElse(Duration.ZERO);

        // Then
        assertThat(session).isBetween(toStop.plus(TO_START), Duration.ofMinutes(3));
    }

    @Test
    void everyImageOfProductionHasAVersion() {
        // When / Then
        assertThat(Rendering.PRODUCTION.containers()).allSatisfy(container -> assertThat(container.image())
                .matches(".+(:.+|@sha256:[0-9a-f]{64})")
                .doesNotEndWith(":latest"));
    }

    @ParameterizedTest
    @EnumSource
    void everyServiceHasABudgetOfDisruptionsOfItsOwn(Rendering rendering) {
        // When / Then
        assertThat(rendering.services()).hasSameSizeAs(Rights.SERVICES).allSatisfy(pod -> assertThat(
                        rendering.of("PodDisruptionBudget"))
                .filteredOn(budget -> selects(budget.root().at("/spec/selector/matchLabels"), pod))
                .hasSize(1));
        assertThat(rendering.of("PodDisruptionBudget")).hasSameSizeAs(Rights.SERVICES);
    }

    @ParameterizedTest
    @EnumSource
    void whatSelectsPodsSelectsThoseOfOneOwner(Rendering rendering) {
        // Given
        List<Pod> pods = rendering.pods();

        // When / Then
        assertThat(pods.stream().filter(pod -> !pod.owner().is("Job"))).allSatisfy(pod -> {
            JsonNode selector = pod.owner().root().at("/spec/selector/matchLabels");
            assertThat(pods).filteredOn(other -> selects(selector, other)).containsExactly(pod);
        });
        assertThat(rendering.of("Service")).isNotEmpty().allSatisfy(service -> {
            List<Pod> behind = pods.stream()
                    .filter(pod -> selects(service.root().at("/spec/selector"), pod))
                    .toList();
            assertThat(behind).hasSize(1);
            assertThat(portNames(behind.get(0)))
                    .containsAll(Resource.each(service.root().at("/spec/ports"))
                            .map(port -> port.path("targetPort").asText())
                            .toList());
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatAPodNamesIsThere(Rendering rendering) {
        // Given
        Set<String> made =
                rendering.resources().stream().map(Resource::toString).collect(Collectors.toSet());
        made.add("ConfigMap patrol-kafka-ca");

        // When / Then
        assertThat(rendering.pods()).allSatisfy(pod -> {
            assertThat(made).containsAll(namedBy(pod));
            assertThat(volumesOf(pod)).containsAll(mountsOf(pod));
        });
    }

    private static Set<String> namedBy(Pod pod) {
        Set<String> named = new TreeSet<>();
        JsonNode account = pod.spec().path("serviceAccountName");
        if (!account.isMissingNode()) {
            named.add("ServiceAccount " + account.asText());
        }
        JsonNode service = pod.owner().root().at("/spec/serviceName");
        if (!service.isMissingNode()) {
            named.add("Service " + service.asText());
        }
        for (JsonNode volume : pod.spec().path("volumes")) {
            if (volume.has("configMap")) {
                named.add("ConfigMap " + volume.at("/configMap/name").asText());
            }
            if (volume.has("persistentVolumeClaim")) {
                named.add("PersistentVolumeClaim "
                        + volume.at("/persistentVolumeClaim/claimName").asText());
            }
        }
        for (Container container : pod.containers()) {
            Resource.each(container.root().path("envFrom"))
                    .forEach(from -> named.add(
                            "ConfigMap " + from.at("/configMapRef/name").asText()));
        }
        return named;
    }

    private static Set<String> volumesOf(Pod pod) {
        return Stream.concat(
                        Resource.each(pod.spec().path("volumes"))
                                .map(volume -> volume.path("name").asText()),
                        Resource.each(pod.owner().root().at("/spec/volumeClaimTemplates"))
                                .map(claim -> claim.at("/metadata/name").asText()))
                .collect(Collectors.toSet());
    }

    private static List<String> mountsOf(Pod pod) {
        return pod.containers().stream()
                .flatMap(container -> Resource.each(container.root().path("volumeMounts")))
                .map(mount -> mount.path("name").asText())
                .toList();
    }

    private static List<String> portNames(Pod pod) {
        return pod.containers().stream()
                .flatMap(container -> Resource.each(container.root().path("ports")))
                .map(port -> port.path("name").asText())
                .toList();
    }

    private static boolean selects(JsonNode labels, Pod pod) {
        Map<String, String> wanted = Resource.mapOf(labels);
        return !wanted.isEmpty() && pod.labels().entrySet().containsAll(wanted.entrySet());
    }
}
