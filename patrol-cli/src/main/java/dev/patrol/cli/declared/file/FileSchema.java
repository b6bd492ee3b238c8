package dev.patrol.cli.declared.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The form of the file: the JSON Schema that editors have too, with its complaints in words. */
final class FileSchema {
    static final String RESOURCE = "/dev/patrol/cli/declared/tokens.schema.json";

    private final Schema schema = load();

    private static Schema load() {
        try (InputStream resource = FileSchema.class.getResourceAsStream(RESOURCE)) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Mistake> mistakes(YamlTree tree) {
        return schema.validate(tree.root()).stream()
                .map(error -> mistake(tree, error))
                .toList();
    }

    private Mistake mistake(YamlTree tree, Error error) {
        JsonPointer at = pointer(error.getInstanceLocation());
        return switch (error.getKeyword()) {
            case "additionalProperties" ->
                new Mistake(
                        tree.placeOfName(at.appendProperty(error.getProperty())),
                        "There is no field " + error.getProperty() + " here.",
                        "There are: " + String.join(", ", fieldsAt(error)) + ".");
            case "required" ->
                new Mistake(tree.placeOf(at), "The field " + error.getProperty() + " is missing.", "Add it.");
            default ->
                new Mistake(
                        tree.placeOf(at),
                        named(at) + found(tree.root().at(at)) + " is not what belongs there.",
                        "What belongs there: " + descriptionAt(error));
        };
    }

    private static JsonPointer pointer(NodePath path) {
        JsonPointer pointer = JsonPointer.empty();
        for (int step = 0; step < path.getNameCount(); step++) {
            Object element = path.getElement(step);
            pointer = element instanceof Integer index
                    ? pointer.appendIndex(index)
                    : pointer.appendProperty(String.valueOf(element));
        }
        return pointer;
    }

    /** The field that a value is of, for example {@code scopes: }; an item is of its list's. */
    private static String named(JsonPointer at) {
        JsonPointer named = at;
        while (named != null && !named.matches() && named.last().mayMatchElement()) {
            named = named.head();
        }
        return named == null || named.matches() ? "" : named.last().getMatchingProperty() + ": ";
    }

    private static String found(JsonNode node) {
        if (node.isObject()) {
            return "a group of fields";
        }
        return node.isArray() ? "this list" : node.isNull() ? "nothing" : "\"" + node.asText() + "\"";
    }

    private Set<String> fieldsAt(Error error) {
        Set<String> known = new TreeSet<>();
        JsonNode node = schema.getSchemaNode();
        NodePath path = error.getSchemaLocation().getFragment();
        for (int step = 0; step < path.getNameCount() - 1; step++) {
            node = below(node, path.getElement(step));
        }
        node.path("properties").fieldNames().forEachRemaining(known::add);
        return known;
    }

    /** What the schema says to people of the place, or of what is around it. */
    private String descriptionAt(Error error) {
        JsonNode node = schema.getSchemaNode();
        String description = node.path("description").asText();
        NodePath path = error.getSchemaLocation().getFragment();
        for (int step = 0; step < path.getNameCount(); step++) {
            node = below(node, path.getElement(step));
            description = node.path("description").asText(description);
        }
        return description;
    }

    private static JsonNode below(JsonNode node, Object element) {
        return element instanceof Integer index ? node.path(index) : node.path(String.valueOf(element));
    }
}
