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
    private static final String PLACE = "shared/azure-devops-api-specs";
    private static final List<String> AREAS = List.of("tokens", "tokenAdmin", "graph", "audit");

    private final List<Document> documents;

    private Documents(List<Document> documents) {
        this.documents = documents;
    }

    /** The folder of the documents; empty on a clone without it. */
    static Optional<Path> folder() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(above -> above.resolve(PLACE))
                .filter(Files::isDirectory)
                .findFirst();
    }

    /** Why a test is skipped where there is no folder. */
    static String whereTheyAreMissing() {
        return "Skipped: Microsoft's OpenAPI documents are not part of this repository, and there is no folder " + PLACE
                + " above this module to check against";
    }

    static Documents read(Path folder, String version) {
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
