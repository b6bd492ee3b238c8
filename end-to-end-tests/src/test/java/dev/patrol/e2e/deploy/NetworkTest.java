package dev.patrol.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.e2e.deploy.Resource.Pod;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every pod is closed, and open where its settings send it. */
class NetworkTest {
    private static final int HTTPS = 443;
    private static final int DNS = 53;
    private static final int FREE = 22;
    private static final int OTLP_GRPC = 4317;
    private static final int OTLP_HTTP = 4318;

    @ParameterizedTest
    @EnumSource
    void everyPodIsClosedInBothDirections(Rendering rendering) {
        // Given
        List<Resource> closed = rendering.of("NetworkPolicy").stream()
                .filter(policy ->
                        Resource.texts(policy.root().at("/spec/policyTypes")).containsAll(List.of("Ingress", "Egress")))
                .filter(policy -> !policy.root().path("spec").has("ingress"))
                .filter(policy -> !policy.root().path("spec").has("egress"))
                .toList();

        // When / Then
        assertThat(rendering.pods()).allSatisfy(pod -> assertThat(closed).anyMatch(policy -> selects(policy, pod)));
        assertThat(rendering.pods()).noneMatch(pod -> mayGoOutTo(rendering, pod, FREE));
    }

    @ParameterizedTest
    @EnumSource
    void everyPodMayAskForNames(Rendering rendering) {
        // When / Then
        assertThat(rendering.pods()).allMatch(pod -> mayGoOutTo(rendering, pod, DNS));
    }

    @ParameterizedTest
    @EnumSource
    void everyServiceReachesWhatItsSettingsName(Rendering rendering) {
        // Given
        Set<Integer> ports = portsOfAll(rendering.settings());

        // When / Then
        assertThat(ports).hasSizeGreaterThan(1);
        assertThat(rendering.services())
                .allSatisfy(pod -> assertThat(ports).allMatch(port -> mayGoOutTo(rendering, pod, port)));
        assertThat(rendering.services())
                .allSatisfy(pod -> assertThat(portsOf(variablesOf(pod).values()))
                        .allMatch(port -> mayGoOutTo(rendering, pod, port)));
    }

    @Test
    void spansOfEveryServiceLeaveProductionForACollector() {
        // Given
        Pattern address = Pattern.compile("http://[a-z.-]+:(4317|4318)");

        // When
        List<String> endpoints = Rendering.PRODUCTION.services().stream()
                .map(pod -> variablesOf(pod).getOrDefault("PATROL_TRACES_ENDPOINT", ""))
                .toList();

        // Then
        assertThat(endpoints).hasSameSizeAs(Rights.SERVICES).allMatch(address.asMatchPredicate());
        assertThat(Rendering.PRODUCTION.services())
                .allMatch(pod -> mayGoOutTo(Rendering.PRODUCTION, pod, OTLP_GRPC)
                        && mayGoOutTo(Rendering.PRODUCTION, pod, OTLP_HTTP));
    }

    @ParameterizedTest
    @EnumSource
    void theNotifierReachesTheMailServerAndNobodyElseDoesInProduction(Rendering rendering) {
        // Given
        int port = Integer.parseInt(rendering.settings().get("SMTP_PORT"));

        // When
        List<String> allowed = rendering.services().stream()
                .filter(pod -> mayGoOutTo(rendering, pod, port))
                .map(pod -> pod.owner().name())
                .toList();

        // Then
        assertThat(allowed).contains("patrol-notifier");
        if (rendering == Rendering.PRODUCTION) {
            assertThat(allowed).hasSize(1);
        }
    }

    /** Brokers, and what is told of by a URL; without one it is Azure, by HTTPS. */
    private static Set<Integer> portsOfAll(Map<String, String> settings) {
        Set<Integer> ports = new TreeSet<>();
        Stream.of(settings.get("KAFKA_BOOTSTRAP_SERVERS").split(","))
                .map(broker -> Integer.parseInt(broker.substring(broker.lastIndexOf(':') + 1)))
                .forEach(ports::add);
        ports.addAll(portsOf(settings.values()));
        return ports;
    }

    private static Set<Integer> portsOf(Collection<String> values) {
        return values.stream()
                .filter(value -> value.matches("https?://.*"))
                .map(URI::create)
                .map(url -> url.getPort() > 0 ? url.getPort() : HTTPS)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> variablesOf(Pod pod) {
        return Resource.each(pod.spec().at("/containers/0/env"))
                .collect(Collectors.toMap(variable -> variable.path("name").asText(), variable -> variable.path("value")
                        .asText()));
    }

    private static boolean mayGoOutTo(Rendering rendering, Pod pod, int port) {
        return rendering.of("NetworkPolicy").stream()
                .filter(policy -> selects(policy, pod))
                .flatMap(policy -> Resource.each(policy.root().at("/spec/egress")))
                .anyMatch(rule -> !rule.has("ports")
                        || Resource.each(rule.path("ports"))
                                .anyMatch(range -> port >= range.path("port").asInt()
                                        && port
                                                <= range.path("endPort")
                                                        .asInt(range.path("port")
                                                                .asInt())));
    }

    private static boolean selects(Resource policy, Pod pod) {
        JsonNode selector = policy.root().at("/spec/podSelector");
        return pod.labels()
                        .entrySet()
                        .containsAll(
                                Resource.mapOf(selector.path("matchLabels")).entrySet())
                && Resource.each(selector.path("matchExpressions")).allMatch(expression -> Resource.texts(
                                expression.path("values"))
                        .contains(pod.labels().get(expression.path("key").asText())));
    }
}
