package dev.patrol.audit.entry;

import dev.patrol.model.token.Redaction;
import dev.patrol.model.token.TokenName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes what the audit log says fit to be told: without token values, as well-formed Unicode, and small enough that the whole
 * entry fits into one record (Kafka's default limit is 1 MiB). What is cut says so; nothing else is changed.
 */
final class Cleaning {
    static final int LONGEST_TEXT = 4_096;
    /** Characters of an entry's data in all. */
    static final int MOST_DATA = 64_000;

    static final int DEEPEST = 16;
    static final String CUT = "[cut]";

    private static final int COST_OF_ANY_VALUE = 8;

    private int left = MOST_DATA;

    private Cleaning() {}

    /** Null stays null. */
    static String text(String text) {
        if (text == null) {
            return null;
        }
        // Redacted before it is cut: half a token value would not be recognized.
        String redacted = Redaction.redact(text);
        String cut = redacted.length() <= LONGEST_TEXT ? redacted : redacted.substring(0, LONGEST_TEXT) + CUT;
        return TokenName.wellFormed(cut);
    }

    /** Null becomes empty. */
    static Map<String, Object> data(Map<String, ?> data) {
        return data == null ? Map.of() : new Cleaning().map(data, 1);
    }

    private Object value(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            return depth < DEEPEST ? map(map, depth + 1) : CUT;
        }
        if (value instanceof Iterable<?> list) {
            return depth < DEEPEST ? list(list, depth + 1) : CUT;
        }
        if (value instanceof String text) {
            return affordable(text(text));
        }
        left -= COST_OF_ANY_VALUE;
        return value;
    }

    private Map<String, Object> map(Map<?, ?> map, int depth) {
        Map<String, Object> clean = new LinkedHashMap<>();
        for (Map.Entry<?, ?> field : map.entrySet()) {
            if (left <= 0) {
                clean.put(CUT, map.size() - clean.size());
                break;
            }
            String name = affordable(text(String.valueOf(field.getKey())));
            clean.put(name, value(field.getValue(), depth));
        }
        return clean;
    }

    private List<Object> list(Iterable<?> list, int depth) {
        List<Object> clean = new ArrayList<>();
        for (Object element : list) {
            if (left <= 0) {
                clean.add(CUT);
                break;
            }
            clean.add(value(element, depth));
        }
        return clean;
    }

    private String affordable(String text) {
        left -= text.length() + COST_OF_ANY_VALUE;
        return text;
    }
}
