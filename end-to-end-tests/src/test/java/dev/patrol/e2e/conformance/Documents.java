package dev.patrol.e2e.conformance;

import dev.patrol.e2e.conformance.Document.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** All of Microsoft's documents of one version that concern Patrol. */
final class Documents {
    /** Why a test is skipped. */
    static final String ABSENCE =
            "Microsoft's OpenAPI documents are not part of this repository, and no folder above this"
                    + " module has them in shared/azure-devops-api-specs";

    private static final String PLACE = "shared/azure-devops-api-specs";
    private static final List<String> AREAS = List.of("tokens", "tokenAdmin", "graph", "audit");

    private final List<Document> documents;

    private Documents(List<Document> documents) {
        this.documents = documents;
    }

    /** For {@code @EnabledIf}. */
    static boolean arePresent() {
        return findFolder().isPresent();
    }

    private static Optional<Path> findFolder() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(above -> above.resolve(PLACE))
                .filter(Files::isDirectory)
                .findFirst();
    }

    static Documents ofVersion(String version) {
        Path folder = findFolder().orElseThrow();
        return new Documents(AREAS.stream()
                .map(area -> folder.resolve(area).resolve(version).resolve(area + ".json"))
                .flatMap(file -> Dialect.plain(textOf(file)).stream())
                .map(Document::new)
                .toList());
    }

    /** The operation that an exchange is of. Of several, that with the most parameters that it must have and has. */
    Optional<Operation> operationOf(Exchange exchange) {
        List<Operation> candidates = documents.stream()
                .flatMap(document -> document.operationsFor(exchange).stream())
                .toList();
        return candidates.stream()
                .filter(operation -> operation.hasAllItWants(exchange))
                .max(Comparator.comparingInt(operation -> operation.wanted().size()))
                .or(() -> candidates.stream().findFirst());
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
