package dev.patrol.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/topics.md} says who publishes and reads what. */
class ServiceTest {
    private static final int PUBLISHED_BY = 6;
    private static final int READ_BY = 7;

    @ParameterizedTest
    @EnumSource
    void needsTheRightsOfWhatTheTopicsPageSaysThatItDoes(Service service) throws IOException {
        // When
        Set<Topic> published = named(service, PUBLISHED_BY);
        Set<Topic> read = named(service, READ_BY);

        // Then
        assertThat(service.reads()).containsExactlyInAnyOrderElementsOf(read);
        assertThat(service.writes()).containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void isFoundByItsName() {
        assertThat(Service.named("audit")).isEqualTo(Service.AUDIT);
    }

    private static Set<Topic> named(Service service, int column) throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "topics.md")).stream()
                .filter(line -> line.startsWith("| `patrol."))
                .map(line -> line.split("\\|"))
                .filter(cells -> cells[column].contains(service.word()))
                .map(cells -> cells[1].replaceAll("[` ]", ""))
                .map(topic -> Topic.named(topic).orElseThrow())
                .collect(Collectors.toSet());
    }
}
