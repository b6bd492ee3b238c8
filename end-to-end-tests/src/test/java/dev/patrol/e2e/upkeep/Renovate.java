package dev.patrol.e2e.upkeep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The project's {@code renovate.json}: which files it has Renovate look at, and what it has rules for. */
final class Renovate {
    /** Where Renovate's managers look without being told; the one for Kubernetes looks nowhere. */
    private static final Map<String, List<String>> USUAL = Map.of(
            "maven", List.of("(^|/|\\.)pom\\.xml$"),
            "dockerfile", List.of("(^|/)([Dd]ocker|[Cc]ontainer)file[^/]*$"),
            "docker-compose", List.of("(^|/)(?:docker-)?compose[^/]*\\.ya?ml$"),
            "kubernetes", List.of());

    private final JsonNode file;

    private Renovate(JsonNode file) {
        this.file = file;
    }

    static Renovate read(Path home) {
        try {
            return new Renovate(
                    new ObjectMapper().readTree(home.resolve("renovate.json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the rules name, where two stars stand for anything. */
    List<Pattern> packages() {
        return texts(file.path("packageRules"), "matchPackageNames")
                .map(name -> Pattern.compile(Pattern.quote(name).replace("**", "\\E.*\\Q")))
                .toList();
    }

    /** @param path from the root of the repository */
    boolean looksAt(String path, String text) {
        return elements(file.path("enabledManagers"))
                .map(JsonNode::asText)
                .anyMatch(manager -> looksAt(manager, path, text));
    }

    private boolean looksAt(String manager, String path, String text) {
        if (manager.equals("custom.regex")) {
            return elements(file.path("customManagers"))
                    .filter(custom -> isOneOf(custom, path))
                    .flatMap(custom -> texts(custom, "matchStrings"))
                    .anyMatch(wanted -> Pattern.compile(wanted).matcher(text).find());
        }
        // What has no apiVersion is no manifest for it.
        boolean isOfItsKind = !manager.equals("kubernetes") || text.contains("apiVersion:");
        return isOfItsKind
                && (isOneOf(file.path(manager), path)
                        || USUAL.get(manager).stream()
                                .anyMatch(pattern ->
                                        Pattern.compile(pattern).matcher(path).find()));
    }

    private static boolean isOneOf(JsonNode manager, String path) {
        return texts(manager, "managerFilePatterns")
                .map(pattern -> pattern.substring(1, pattern.length() - 1))
                .anyMatch(pattern -> Pattern.compile(pattern).matcher(path).find());
    }

    /** The members of a list that an object has under a name, or all objects of a list. */
    private static Stream<String> texts(JsonNode node, String name) {
        Stream<JsonNode> owners = node.isArray() ? elements(node) : Stream.of(node);
        return owners.flatMap(owner -> elements(owner.path(name))).map(JsonNode::asText);
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
