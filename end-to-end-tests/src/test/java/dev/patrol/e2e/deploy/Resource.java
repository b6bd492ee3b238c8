package dev.patrol.e2e.deploy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A resource of Kubernetes as it stands in a file. */
record Resource(JsonNode root) {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** @throws UncheckedIOException where the file can't be read as YAML */
    static List<Resource> in(Path file) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            return documents.readAll().stream().map(Resource::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String apiVersion() {
        return text("/apiVersion");
    }

    String kind() {
        return text("/kind");
    }

    String name() {
        return text("/metadata/name");
    }

    /** A text by its place as a JSON pointer, or "" where there is none. */
    String text(String pointer) {
        return root.at(pointer).asText();
    }

    boolean is(String kind) {
        return kind().equals(kind);
    }

    Optional<Pod> pod() {
        JsonNode template = root.at("/spec/template");
        return template.isMissingNode()
                ? Optional.empty()
                : Optional.of(new Pod(this, mapOf(template.at("/metadata/labels")), template.path("spec")));
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    static List<String> texts(JsonNode list) {
        return each(list).map(JsonNode::asText).toList();
    }

    static Map<String, String> mapOf(JsonNode object) {
        return object.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue()
                .asText()));
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }

    /** The pods that a resource makes. */
    record Pod(Resource owner, Map<String, String> labels, JsonNode spec) {
        List<Container> containers() {
            return Stream.concat(each(spec.path("initContainers")), each(spec.path("containers")))
                    .map(container -> new Container(this, container))
                    .toList();
        }

        /** Whether one of Patrol's four services runs in it. */
        boolean isService() {
            return Rights.SERVICES.stream().anyMatch(service -> owner.name().equals("patrol-" + service));
        }

        @Override
        public String toString() {
            return owner.toString();
        }
    }

    record Container(Pod pod, JsonNode root) {
        String image() {
            return root.path("image").asText();
        }

        boolean isOfPatrol() {
            return image().matches("(.*/)?patrol/[a-z]+(:.*)?");
        }

        boolean isPreparation() {
            return each(pod.spec().path("initContainers")).anyMatch(one -> one == root);
        }

        @Override
        public String toString() {
            return pod + " " + root.path("name").asText();
        }
    }
}
