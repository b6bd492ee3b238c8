package dev.patrol.azuredevops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Microsoft's documents, which lie in a folder {@code shared} above the module where somebody has put them. */
final class Specifications {
    private static final String PLACE = "shared/azure-devops-api-specs";

    private Specifications() {}

    /** A document; the test is skipped where there are none. */
    static JsonNode read(String path) throws IOException {
        Optional<Path> folder = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(above -> above.resolve(PLACE))
                .filter(Files::isDirectory)
                .findFirst();
        Assumptions.assumeTrue(folder.isPresent(), "There is no folder " + PLACE + " above this module");
        String text = Files.readString(folder.get().resolve(path), StandardCharsets.UTF_8);
        return new ObjectMapper().readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /** The body of a published example's answer. */
    static String answer(String path, int status) throws IOException {
        return read(path).at("/responses/" + status + "/body").toString();
    }

    /** The body of a published example's request. */
    static JsonNode request(String path) throws IOException {
        return read(path).at("/parameters/body");
    }
}
