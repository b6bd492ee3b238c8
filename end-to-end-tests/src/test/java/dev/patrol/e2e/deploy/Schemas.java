package dev.patrol.e2e.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a resource of Kubernetes may and must have. Kubernetes' own are held against its API's schemas, which its Java client has
 * as code; those of operators that have no such library, against the fields of their definitions that are used here: KEDA's {@code
 * keda.sh/v1alpha1} (its release 2.17) and the Prometheus Operator's {@code monitoring.coreos.com/v1}. A misspelt field would be
 * dropped without a word.
 */
final class Schemas {
    private static final String MODELS = "io.kubernetes.client.openapi.models.V1";
    private static final String BEHAVIOR = "/spec/advanced/horizontalPodAutoscalerConfig/behavior/";

    private static final Map<String, Set<String>> DOCUMENTED = Map.of(
            "keda.sh/v1alpha1 ScaledObject",
            Set.of(
                    "/spec/scaleTargetRef/apiVersion",
                    "/spec/scaleTargetRef/kind",
                    "/spec/scaleTargetRef/name",
                    "/spec/scaleTargetRef/envSourceContainerName",
                    "/spec/pollingInterval",
                    "/spec/minReplicaCount",
                    "/spec/maxReplicaCount",
                    "/spec/fallback/failureThreshold",
                    "/spec/fallback/replicas",
                    BEHAVIOR + "scaleUp/stabilizationWindowSeconds",
                    BEHAVIOR + "scaleUp/policies/*/type",
                    BEHAVIOR + "scaleUp/policies/*/value",
                    BEHAVIOR + "scaleUp/policies/*/periodSeconds",
                    BEHAVIOR + "scaleDown/stabilizationWindowSeconds",
                    BEHAVIOR + "scaleDown/policies/*/type",
                    BEHAVIOR + "scaleDown/policies/*/value",
                    BEHAVIOR + "scaleDown/policies/*/periodSeconds",
                    "/spec/triggers/*/type",
                    "/spec/triggers/*/metadata/bootstrapServersFromEnv",
                    "/spec/triggers/*/metadata/consumerGroup",
                    "/spec/triggers/*/metadata/topic",
                    "/spec/triggers/*/metadata/lagThreshold",
                    "/spec/triggers/*/metadata/offsetResetPolicy",
                    "/spec/triggers/*/metadata/sasl",
                    "/spec/triggers/*/metadata/tls",
                    "/spec/triggers/*/metadata/version",
                    "/spec/triggers/*/authenticationRef/name"),
            "keda.sh/v1alpha1 TriggerAuthentication",
            Set.of(
                    "/spec/configMapTargetRef/*/parameter",
                    "/spec/configMapTargetRef/*/name",
                    "/spec/configMapTargetRef/*/key",
                    "/spec/secretTargetRef/*/parameter",
                    "/spec/secretTargetRef/*/name",
                    "/spec/secretTargetRef/*/key"),
            "monitoring.coreos.com/v1 PodMonitor",
            Set.of(
                    "/spec/selector/matchExpressions/*/key",
                    "/spec/selector/matchExpressions/*/operator",
                    "/spec/selector/matchExpressions/*/values/*",
                    "/spec/jobLabel",
                    "/spec/podMetricsEndpoints/*/port",
                    "/spec/podMetricsEndpoints/*/path",
                    "/spec/podMetricsEndpoints/*/interval"),
            "monitoring.coreos.com/v1 PrometheusRule",
            Set.of(
                    "/spec/groups/*/name",
                    "/spec/groups/*/rules/*/alert",
                    "/spec/groups/*/rules/*/expr",
                    "/spec/groups/*/rules/*/for",
                    "/spec/groups/*/rules/*/keep_firing_for",
                    "/spec/groups/*/rules/*/labels/severity",
                    "/spec/groups/*/rules/*/annotations/summary",
                    "/spec/groups/*/rules/*/annotations/description",
                    "/spec/groups/*/rules/*/annotations/runbook"));

    private Schemas() {}

    /** @return what is wrong with a resource, in one sentence */
    static Optional<String> problemOf(Resource resource) {
        Set<String> documented = DOCUMENTED.get(resource.apiVersion() + " " + resource.kind());
        return documented == null ? problemOfBuiltIn(resource) : problemOfOther(resource, documented);
    }

    private static Optional<String> problemOfBuiltIn(Resource resource) {
        JsonElement given = JsonParser.parseString(resource.root().toString());
        try {
            Class<?> model = Class.forName(MODELS + resource.kind());
            model.getMethod("validateJsonElement", JsonElement.class).invoke(null, given);
            // What is not of its type (a number as a text) comes out otherwise than it went in.
            JsonElement understood = JSON.getGson().toJsonTree(JSON.getGson().fromJson(given, model));
            return withoutEmpty(understood).equals(withoutEmpty(given))
                    ? Optional.empty()
                    : Optional.of("is understood otherwise than it is written: " + withoutEmpty(understood));
        } catch (JsonParseException e) {
            return Optional.of(e.getMessage());
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException e) {
            return Optional.of("is no kind that is known here");
        } catch (InvocationTargetException e) {
            return Optional.of(e.getCause().getMessage());
        }
    }

    /** The models have empty lists and maps where nothing is said. */
    private static JsonElement withoutEmpty(JsonElement element) {
        if (element.isJsonArray()) {
            JsonArray kept = new JsonArray();
            element.getAsJsonArray().forEach(member -> kept.add(withoutEmpty(member)));
            return kept;
        }
        if (!element.isJsonObject()) {
            return element;
        }
        JsonObject kept = new JsonObject();
        element.getAsJsonObject().asMap().forEach((name, value) -> {
            JsonElement inside = withoutEmpty(value);
            if (!inside.equals(new JsonArray()) && !inside.equals(new JsonObject())) {
                kept.add(name, inside);
            }
        });
        return kept;
    }

    private static Optional<String> problemOfOther(Resource resource, Set<String> documented) {
        Set<String> unknown = new TreeSet<>();
        collect(resource.root().path("spec"), "/spec", unknown);
        unknown.removeAll(documented);
        return unknown.isEmpty() ? Optional.empty() : Optional.of("has fields that are not documented: " + unknown);
    }

    private static void collect(JsonNode node, String place, Set<String> places) {
        if (node.isObject()) {
            node.properties().forEach(field -> collect(field.getValue(), place + "/" + field.getKey(), places));
        } else if (node.isArray()) {
            node.forEach(member -> collect(member, place + "/*", places));
        } else {
            places.add(place);
        }
    }
}
