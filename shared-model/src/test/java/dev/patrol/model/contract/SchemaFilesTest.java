package dev.patrol.model.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.MessageType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The committed schemas are what the records say. {@code -Dpatrol.schemas=write} writes them anew before the
 * comparison.
 */
class SchemaFilesTest {
    private static final PayloadSchemas SCHEMAS = new PayloadSchemas();
    private static final Path RESOURCES = Repository.module("src/main/resources");

    @BeforeAll
    static void writeWhereAskedTo() throws IOException {
        if ("write".equals(System.getProperty("patrol.schemas"))) {
            for (MessageType type : MessageType.values()) {
                Path file = RESOURCES.resolve(type.schemaResource());
                Files.createDirectories(file.getParent());
                Files.writeString(file, SCHEMAS.of(type));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCommittedSchemaIsTheOneThatFollowsFromTheRecord(MessageType type) {
        // Given
        Path committed = RESOURCES.resolve(type.schemaResource());

        // When
        String generated = SCHEMAS.of(type);

        // Then
        assertThat(committed)
                .as("run the tests of shared-model with -Dpatrol.schemas=write, and look at the difference")
                .hasContent(generated);
    }

    @Test
    void noSchemaIsLeftOfATypeThatIsGone() throws IOException {
        // Given
        String[] expected = Arrays.stream(MessageType.values())
                .map(type -> type.typeName() + ".json")
                .toArray(String[]::new);

        // When
        try (Stream<Path> files = Files.list(RESOURCES.resolve("schemas"))) {
            // Then
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(expected);
        }
    }
}
