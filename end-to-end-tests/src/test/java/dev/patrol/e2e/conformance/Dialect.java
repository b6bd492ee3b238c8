package dev.patrol.e2e.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes plain OpenAPI 2 of Microsoft's, without taking anything away that can be checked:
 *
 * <ul>
 *   <li>{@code x-ms-paths}, paths that differ from others in their query only, become a document of their own;
 *   <li>an {@code enum} without a type is one of strings;
 *   <li>{@code allOf} of other definitions is written out, for else each would refuse the fields of the others;
 *   <li>the {@code api-version} that a description names in quotes is the only one.
 * </ul>
 */
final class Dialect {
    private static final String EXTRA_PATHS = "x-ms-paths";
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

    private final ObjectNode document;

    private Dialect(ObjectNode document) {
        this.document = document;
    }

    /** The documents of a file, whose byte-order mark may be there. */
    static List<JsonNode> plain(String json) {
        ObjectNode document = read(json.startsWith("\uFEFF") ? json.substring(1) : json);
        JsonNode extra = document.remove(EXTRA_PATHS);
        new Dialect(document).makePlain();
        List<JsonNode> documents = new ArrayList<>(List.of(document));
        if (extra != null) {
            ObjectNode paths = document.objectNode();
            extra.properties().forEach(path -> paths.set(path.getKey().replaceFirst("\\?.*", ""), path.getValue()));
            ObjectNode second = document.deepCopy();
            second.set("paths", paths);
            new Dialect(second).makePlain();
            documents.add(second);
        }
        return documents;
    }

    private void makePlain() {
        document.path("parameters").forEach(parameter -> nameTheOnlyVersion((ObjectNode) parameter));
        document.path("definitions").forEach(definition -> writeOut((ObjectNode) definition));
        giveTypesToEnums(document);
    }

    private static void nameTheOnlyVersion(ObjectNode parameter) {
        Matcher version = QUOTED.matcher(parameter.path("description").asText());
        if (parameter.path("name").asText().equals("api-version") && version.find()) {
            parameter.putArray("enum").add(version.group(1));
        }
    }

    private void writeOut(ObjectNode definition) {
        JsonNode parts = definition.path("allOf");
        if (parts.isEmpty() || !parts.findParents("type").isEmpty()) {
            return;
        }
        definition.remove("allOf");
        for (JsonNode part : parts) {
            ObjectNode base =
                    (ObjectNode) document.at(part.path("$ref").asText().substring(1));
            writeOut(base);
            ObjectNode properties = definition.withObject("/properties");
            base.path("properties").properties().forEach(property -> {
                if (!properties.has(property.getKey())) {
                    properties.set(property.getKey(), property.getValue());
                }
            });
        }
    }

    private static void giveTypesToEnums(JsonNode node) {
        if (node instanceof ObjectNode object && object.get("enum") instanceof ArrayNode && !object.has("type")) {
            object.put("type", "string");
        }
        node.forEach(Dialect::giveTypesToEnums);
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
