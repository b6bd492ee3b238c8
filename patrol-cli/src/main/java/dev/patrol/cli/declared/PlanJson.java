package dev.patrol.cli.declared;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.cli.terminal.Console;
import dev.patrol.cli.terminal.Json;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import java.util.List;

/** A plan for programs: an object for each declared token, and for each lineage that is not. */
final class PlanJson {
    private PlanJson() {}

    static void print(Plan plan, Console console) {
        plan.changes().forEach(change -> console.json(json(change)));
        plan.undeclared().forEach(lineage -> console.json(json(lineage)));
    }

    private static ObjectNode json(Change change) {
        ObjectNode json = begun(change.kind().word(), change.token().lineage());
        json.put("line", change.token().place().line());
        putTokens(json, change.current().stream().toList());
        ArrayNode differences = json.putArray("differences");
        change.differences().forEach(difference -> differences
                .addObject()
                .put("field", difference.field())
                .put("from", difference.from())
                .put("to", difference.to()));
        change.obstacle()
                .ifPresent(obstacle -> json.put("reason", obstacle.reason()).put("remedy", obstacle.remedy()));
        return json;
    }

    private static ObjectNode json(RealLineage lineage) {
        ObjectNode json = begun("undeclared", lineage.lineage());
        putTokens(json, lineage.living());
        json.put("declaredEarlier", lineage.declared().isPresent());
        return json;
    }

    private static ObjectNode begun(String kind, Lineage lineage) {
        return Json.object()
                .put("kind", kind)
                .put("organization", lineage.organization())
                .put("name", lineage.baseName())
                .put("secretName", lineage.secretName());
    }

    private static void putTokens(ObjectNode json, List<Token> tokens) {
        ArrayNode ids = json.putArray("authorizationIds");
        tokens.forEach(token -> ids.add(token.authorizationId().toString()));
    }
}
