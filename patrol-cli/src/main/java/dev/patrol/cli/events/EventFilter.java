package dev.patrol.cli.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.model.Severity;
import dev.patrol.service.text.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Which happenings are asked for: those that fit all that is given. It goes by the fields of the data, of whatever type it is.
 *
 * @param types globs over types without prefix, with or without version; none: any
 * @param organizations in lower case; none: any
 * @param token over display names, secret names and authorization ids
 * @param severity only what has one, of this or more
 */
public record EventFilter(
        List<Glob> types, Set<String> organizations, Optional<Glob> token, Optional<Severity> severity)
        implements Predicate<Happening> {
    private static final Set<String> ORGANIZATION_FIELDS = Set.of("organization", "organizations");
    private static final Set<String> TOKEN_FIELDS =
            Set.of("displayName", "secretName", "authorizationId", "tokenReference", "tokenName");
    private static final int DEEPEST = 4;

    @Override
    public boolean test(Happening happening) {
        if (!isWanted(happening.type())) {
            return false;
        }
        if (organizations.isEmpty() && token.isEmpty() && severity.isEmpty()) {
            return true;
        }
        Optional<JsonNode> data = happening.data();
        return data.isPresent() && fits(data.get());
    }

    private boolean isWanted(String type) {
        String unversioned = type.replaceFirst("\\.v\\d+$", "");
        return types.isEmpty() || types.stream().anyMatch(glob -> glob.matches(type) || glob.matches(unversioned));
    }

    private boolean fits(JsonNode data) {
        return (organizations.isEmpty()
                        || texts(data, ORGANIZATION_FIELDS).stream()
                                .anyMatch(name -> organizations.contains(name.toLowerCase(Locale.ROOT))))
                && token.map(glob -> texts(data, TOKEN_FIELDS).stream().anyMatch(glob::matches))
                        .orElse(true)
                && severity.map(least -> isAtLeast(least, data.path("severity").asText()))
                        .orElse(true);
    }

    private static boolean isAtLeast(Severity least, String found) {
        try {
            return Severity.valueOf(found).compareTo(least) >= 0;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static List<String> texts(JsonNode data, Set<String> fields) {
        List<String> texts = new ArrayList<>();
        visit(data, 0, (name, value) -> {
            if (fields.contains(name)) {
                if (value.isArray()) {
                    value.forEach(one -> texts.add(one.asText()));
                } else {
                    texts.add(value.asText());
                }
            }
        });
        return texts;
    }

    private static void visit(JsonNode node, int depth, BiConsumer<String, JsonNode> visitor) {
        if (depth > DEEPEST) {
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            visitor.accept(field.getKey(), field.getValue());
        }
        node.forEach(child -> visit(child, depth + 1, visitor));
    }
}
