package dev.patrol.e2e.runbook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.e2e.RunningStack;
import dev.patrol.model.token.Lineage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What lives at one moment, by the simulator's own word.
 *
 * @param alive tokens of the organization, by their ids
 * @param stored which token the current version of each secret holds
 */
record AzureState(Map<String, JsonNode> alive, Map<String, String> stored) {
    static AzureState of(RunningStack stack) {
        JsonNode state = stack.simulator("state?organization=" + stack.organization());
        Map<String, JsonNode> alive = new HashMap<>();
        for (JsonNode token : state.path("tokens")) {
            if (token.path("state").asText().equals("ALIVE")) {
                alive.put(token.path("authorizationId").asText(), token);
            }
        }
        Map<String, String> stored = new HashMap<>();
        for (JsonNode secret : state.path("secrets")) {
            if (secret.path("latest").asBoolean() && secret.path("enabled").asBoolean()) {
                stored.put(secret.path("name").asText(), secret.path("holds").asText());
            }
        }
        return new AzureState(Map.copyOf(alive), Map.copyOf(stored));
    }

    /** Ids of what lives of a lineage. */
    List<String> livingOf(String name) {
        return alive.entrySet().stream()
                .filter(token -> lineageOf(token.getValue()).equals(lineage(token.getValue(), name)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Scopes of the living tokens that lie in secrets, by their lineages' secrets. */
    Map<String, String> usable() {
        Map<String, String> usable = new TreeMap<>();
        stored.forEach((secret, id) -> {
            if (alive.containsKey(id)) {
                usable.put(secret, alive.get(id).path("scope").asText());
            }
        });
        return usable;
    }

    /** Ids of those that live here and not there. */
    Set<String> without(AzureState later) {
        Set<String> gone = new HashSet<>(alive.keySet());
        gone.removeAll(later.alive.keySet());
        return gone;
    }

    private static String lineageOf(JsonNode token) {
        return lineage(token, token.path("displayName").asText());
    }

    private static String lineage(JsonNode token, String displayName) {
        return Lineage.of(token.path("organization").asText(), displayName).secretName();
    }
}
