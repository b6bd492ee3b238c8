package dev.patrol.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.Expression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatesTest {
    private static final Path FOLDER = Path.of("src", "main", "resources", "templates");
    private static final Set<String> OF_ITS_CALLER = Set.of("revoked");

    static Stream<String> mailsAndParts() {
        return Templates.names().filter(name -> !name.startsWith("tags/"));
    }

    @Test
    void areAllNamed() throws IOException {
        // When
        List<String> files;
        try (Stream<Path> found = Files.walk(FOLDER)) {
            files = found.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString())
                    .toList();
        }

        // Then
        assertThat(Templates.names()).containsExactlyInAnyOrderElementsOf(files);
    }

    /** What has no type is not checked at build. */
    @ParameterizedTest
    @MethodSource("mailsAndParts")
    void declareTheTypeOfWhateverTheyPrint(String name) {
        // When
        List<Expression> expressions = Templates.builtIn().find(name).getExpressions();

        // Then
        assertThat(expressions)
                .filteredOn(expression -> !expression.isLiteral())
                .filteredOn(
                        expression -> !OF_ITS_CALLER.contains(first(expression).getName()))
                .allSatisfy(expression -> assertThat(first(expression).getTypeInfo())
                        .as(expression.toOriginalString())
                        .isNotNull());
    }

    private static Expression.Part first(Expression expression) {
        return expression.getParts().get(0);
    }
}
