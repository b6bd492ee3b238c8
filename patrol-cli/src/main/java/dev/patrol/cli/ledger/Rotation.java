package dev.patrol.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.cli.terminal.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The last rotation of a lineage.
 *
 * @param secretName what it is keyed by
 * @param entry as the rotator wrote it
 */
public record Rotation(String secretName, JsonNode entry) {
    private static final Set<String> ENDS = Set.of("REVOKED", "FAILED", "FORBIDDEN");

    /** How far it has come, in the rotator's words, for example {@code OVERLAP}. */
    public String step() {
        return entry.at("/state/step").asText("unknown");
    }

    /** Whether there is nothing left to do. */
    public boolean hasEnded() {
        return ENDS.contains(step());
    }

    public String organization() {
        return entry.at("/plan/previous/organization").asText("");
    }

    /** Display name of the token that is replaced. */
    public String token() {
        return entry.at("/plan/previous/displayName").asText(secretName);
    }

    public Optional<String> successor() {
        return text("/state/successor/displayName");
    }

    /** What set it off, for example {@code expiry}. */
    public Optional<String> trigger() {
        return text("/plan/trigger");
    }

    public int setbacks() {
        return entry.path("setbacks").asInt();
    }

    /** When it came to this step, or was last tried. */
    public Optional<Instant> since() {
        return time("/updatedAt");
    }

    /** When the next step is taken; empty where there is none. */
    public Optional<Instant> next() {
        if (hasEnded()) {
            return Optional.empty();
        }
        Optional<Instant> overlap = time("/state/until");
        return overlap.isPresent() ? overlap : time("/notBefore");
    }

    /** Dependents that have not acknowledged. */
    public List<String> waitingFor() {
        List<String> names = new ArrayList<>();
        entry.at("/state/waitingFor").forEach(name -> names.add(name.asText()));
        return List.copyOf(names);
    }

    /** The same for programs, with names that stay whatever becomes of the ledger's own. */
    public JsonNode json() {
        ObjectNode json = Json.object()
                .put("organization", organization())
                .put("token", token())
                .put("secretName", secretName)
                .put("state", step())
                .put("ended", hasEnded())
                .put("setbacks", setbacks());
        text("/plan/previous/authorizationId").ifPresent(id -> json.put("authorizationId", id));
        successor().ifPresent(name -> json.put("successor", name));
        trigger().ifPresent(word -> json.put("trigger", word));
        since().ifPresent(time -> json.put("since", time.toString()));
        next().ifPresent(time -> json.put("next", time.toString()));
        waitingFor().forEach(json.putArray("waitingFor")::add);
        return json;
    }

    private Optional<String> text(String pointer) {
        return Optional.of(entry.at(pointer)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    private Optional<Instant> time(String pointer) {
        try {
            return text(pointer).map(Instant::parse);
        } catch (DateTimeException inAnotherForm) {
            return Optional.empty();
        }
    }
}
