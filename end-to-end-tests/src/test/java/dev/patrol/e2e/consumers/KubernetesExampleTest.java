package dev.patrol.e2e.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The manifests against the fields that are documented: External Secrets Operator's resource definitions of {@code
 * external-secrets.io/v1} (its release 2.9), the README of Reloader, and Kubernetes' own API. A misspelt field would be dropped
 * without a word.
 */
class KubernetesExampleTest {
    private static final Duration OVERLAP = Duration.ofHours(24);

    private static final Map<String, Set<String>> DOCUMENTED = Map.of(
            "v1 ServiceAccount",
            Set.of(
                    "/metadata/name",
                    "/metadata/annotations/azure.workload.identity~1client-id",
                    "/metadata/annotations/azure.workload.identity~1tenant-id"),
            "external-secrets.io/v1 SecretStore",
            Set.of(
                    "/metadata/name",
                    "/spec/provider/azurekv/authType",
                    "/spec/provider/azurekv/vaultUrl",
                    "/spec/provider/azurekv/serviceAccountRef/name"),
            "external-secrets.io/v1 ExternalSecret",
            Set.of(
                    "/metadata/name",
                    "/spec/refreshPolicy",
                    "/spec/refreshInterval",
                    "/spec/secretStoreRef/kind",
                    "/spec/secretStoreRef/name",
                    "/spec/target/name",
                    "/spec/target/creationPolicy",
                    "/spec/data/*/secretKey",
                    "/spec/data/*/remoteRef/key"),
            "apps/v1 Deployment",
            Set.of(
                    "/metadata/name",
                    "/metadata/annotations/secret.reloader.stakater.com~1reload",
                    "/spec/replicas",
                    "/spec/selector/matchLabels/app",
                    "/spec/template/metadata/labels/app",
                    "/spec/template/spec/serviceAccountName",
                    "/spec/template/spec/containers/*/name",
                    "/spec/template/spec/containers/*/image",
                    "/spec/template/spec/containers/*/volumeMounts/*/name",
                    "/spec/template/spec/containers/*/volumeMounts/*/mountPath",
                    "/spec/template/spec/containers/*/volumeMounts/*/readOnly",
                    "/spec/template/spec/volumes/*/name",
                    "/spec/template/spec/volumes/*/secret/secretName"));

    private final Map<String, Manifest> manifests = Manifest.allIn("kubernetes/token.yaml").stream()
            .collect(Collectors.toMap(one -> one.text("/apiVersion") + " " + one.text("/kind"), Function.identity()));

    @Test
    void thereIsOneOfEachResource() {
        // When / Then
        assertThat(manifests).containsOnlyKeys(DOCUMENTED.keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1 ServiceAccount",
                "external-secrets.io/v1 SecretStore",
                "external-secrets.io/v1 ExternalSecret",
                "apps/v1 Deployment"
            })
    void hasTheFieldsThatAreDocumentedAndNoOthers(String resource) {
        // When
        Set<String> places = manifests.get(resource).places();

        // Then
        places.removeAll(Set.of("/apiVersion", "/kind"));
        assertThat(places).isEqualTo(DOCUMENTED.get(resource));
    }

    @Test
    void theStoreSignsInAsTheServiceAccount() {
        // Given
        Manifest store = manifests.get("external-secrets.io/v1 SecretStore");

        // When
        String account = store.text("/spec/provider/azurekv/serviceAccountRef/name");

        // Then
        assertThat(account).isEqualTo(manifests.get("v1 ServiceAccount").text("/metadata/name"));
        assertThat(store.text("/spec/provider/azurekv/authType")).isEqualTo("WorkloadIdentity");
    }

    @Test
    void theSecretGoesFromTheStoreToThePods() {
        // Given
        Manifest copied = manifests.get("external-secrets.io/v1 ExternalSecret");
        Manifest pods = manifests.get("apps/v1 Deployment");

        // When
        String target = copied.text("/spec/target/name");

        // Then
        assertThat(copied.text("/spec/secretStoreRef/kind")).isEqualTo("SecretStore");
        assertThat(copied.text("/spec/secretStoreRef/name"))
                .isEqualTo(manifests.get("external-secrets.io/v1 SecretStore").text("/metadata/name"));
        assertThat(copied.text("/spec/data/0/remoteRef/key")).matches("[0-9a-zA-Z-]{1,127}");
        assertThat(pods.text("/spec/template/spec/volumes/0/secret/secretName")).isEqualTo(target);
        assertThat(pods.text("/spec/template/spec/containers/0/volumeMounts/0/name"))
                .isEqualTo(pods.text("/spec/template/spec/volumes/0/name"));
        assertThat(pods.text("/metadata/annotations/secret.reloader.stakater.com~1reload"))
                .isEqualTo(target);
    }

    @Test
    void aNewVersionIsSeenLongBeforeTheOverlapEnds() {
        // Given
        Manifest copied = manifests.get("external-secrets.io/v1 ExternalSecret");

        // When
        Duration interval = Duration.parse("PT" + copied.text("/spec/refreshInterval"));

        // Then
        assertThat(copied.text("/spec/refreshPolicy")).isEqualTo("Periodic");
        assertThat(interval).isPositive().isLessThan(OVERLAP.dividedBy(24));
    }
}
