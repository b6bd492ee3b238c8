package dev.patrol.cli.declared.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML as a tree of JSON that remembers where everything stands. Only what JSON can say is taken; no types, no cycles. */
final class YamlTree {
    private static final int DEEPEST = 20;
    private static final int LONGEST = 1 << 20;
    private static final Place BEGINNING = new Place(1, 1);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<JsonPointer, Place> values = new HashMap<>();
    private final Map<JsonPointer, Place> names = new HashMap<>();
    private final List<Mistake> mistakes = new ArrayList<>();
    private JsonNode root = NODES.missingNode();

    private YamlTree() {}

    /** Never throws: what can't be read is among the mistakes. */
    static YamlTree of(String text) {
        YamlTree tree = new YamlTree();
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(LONGEST);
        limits.setNestingDepthLimit(DEEPEST);
        try {
            Node node = new Yaml(limits).compose(new StringReader(text));
            if (node == null) {
                tree.mistake(BEGINNING, "The file is empty.", "Begin with a line version: 1 and a list tokens.");
            } else {
                tree.root = tree.json(node, JsonPointer.empty(), 0);
            }
        } catch (MarkedYAMLException e) {
            tree.mistake(
                    placeOf(Optional.ofNullable(e.getProblemMark()).orElse(e.getContextMark())),
                    "It is no YAML: " + e.getProblem() + ".",
                    "Look at the indentation, the colons and the quotes there.");
        } catch (YAMLException e) {
            tree.mistake(BEGINNING, "It is no YAML that can be taken.", "Keep it small and flat, without references.");
        }
        return tree;
    }

    JsonNode root() {
        return root;
    }

    List<Mistake> mistakes() {
        return mistakes;
    }

    /** Where a value stands; of one that is not there, where what it should be in does. */
    Place placeOf(JsonPointer value) {
        JsonPointer at = value;
        while (!values.containsKey(at) && at.head() != null) {
            at = at.head();
        }
        return values.getOrDefault(at, BEGINNING);
    }

    /** Where the name of a field stands. */
    Place placeOfName(JsonPointer value) {
        return names.getOrDefault(value, placeOf(value));
    }

    private JsonNode json(Node node, JsonPointer at, int depth) {
        values.put(at, placeOf(node.getStartMark()));
        if (depth > DEEPEST) {
            mistake(placeOf(node.getStartMark()), "Something refers to itself.", "Write it out, without & and *.");
            return NODES.nullNode();
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, at, depth);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = NODES.arrayNode();
            for (Node item : sequence.getValue()) {
                array.add(json(item, at.appendIndex(array.size()), depth + 1));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private ObjectNode object(MappingNode mapping, JsonPointer at, int depth) {
        ObjectNode object = NODES.objectNode();
        for (NodeTuple field : mapping.getValue()) {
            Place place = placeOf(field.getKeyNode().getStartMark());
            if (!(field.getKeyNode() instanceof ScalarNode key)) {
                mistake(place, "A field's name is no plain word.", "Name it with a word and a colon.");
                continue;
            }
            JsonPointer below = at.appendProperty(key.getValue());
            if (object.has(key.getValue())) {
                mistake(place, "The field " + key.getValue() + " is there twice.", "Leave one of the two.");
                continue;
            }
            names.put(below, place);
            object.set(key.getValue(), json(field.getValueNode(), below, depth + 1));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return NODES.nullNode();
        }
        if (tag.equals(Tag.BOOL) && text.matches("(?i)true|false")) {
            return NODES.booleanNode(Boolean.parseBoolean(text));
        }
        // Other numbers (octal, in sixties, with a point) mean nothing here, and stay what was written.
        return tag.equals(Tag.INT) && text.matches("-?(0|[1-9]\\d{0,8})")
                ? NODES.numberNode(Integer.parseInt(text))
                : NODES.textNode(text);
    }

    private void mistake(Place place, String what, String remedy) {
        mistakes.add(new Mistake(place, what, remedy));
    }

    private static Place placeOf(Mark mark) {
        return mark == null ? BEGINNING : new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
