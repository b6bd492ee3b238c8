package dev.patrol.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.check.Service;
import dev.patrol.model.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rights that {@code docs/getting-started-azure.md} has granted are what is needed. */
class GettingStartedTest {
    private static final String TOPIC = "\ttopic\tliteral\t";

    @ParameterizedTest
    @EnumSource
    void theTableOfRightsGrantsWhatAServiceDoesAndNothingElse(Service service) throws IOException {
        // When
        Set<Topic> reads = granted(service, "Read");
        Set<Topic> writes = granted(service, "Write");

        // Then
        assertThat(reads).isEqualTo(service.reads());
        assertThat(writes).isEqualTo(service.writes());
    }

    private static Set<Topic> granted(Service service, String operation) throws IOException {
        return Files.readString(Path.of("..", "deploy", "kafka", "rights.tsv"))
                .lines()
                .filter(line -> line.startsWith(service.word() + TOPIC))
                .map(line -> line.substring((service.word() + TOPIC).length()).split("\t"))
                .filter(right -> Set.of(right[1].split(",")).contains(operation))
                .map(right -> Topic.named(right[0]).orElseThrow())
                .collect(Collectors.toSet());
    }
}
