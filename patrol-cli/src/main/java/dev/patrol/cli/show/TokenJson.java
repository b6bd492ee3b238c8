package dev.patrol.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.cli.events.Data;
import dev.patrol.cli.terminal.Json;

/** A lineage for programs. */
final class TokenJson {
    private TokenJson() {}

    static JsonNode of(TokenView view) {
        ObjectNode json = Json.object()
                .put("organization", view.lineage().organization())
                .put("lineage", view.lineage().toString())
                .put("secretName", view.secretName());
        ArrayNode tokens = json.putArray("tokens");
        view.generations().forEach(observed -> tokens.add(Data.of(observed)));
        view.secret().ifPresent(secret -> json.putObject("secret")
                .put("vault", secret.vault().toString())
                .put("name", secret.name())
                .put("version", secret.version()));
        view.rotation().ifPresent(rotation -> json.set("rotation", rotation.json()));
        json.put("ledgerReadable", view.unreadable().isEmpty());
        ArrayNode events = json.putArray("events");
        view.last().events().forEach(event -> events.add(event.json()));
        return json;
    }
}
