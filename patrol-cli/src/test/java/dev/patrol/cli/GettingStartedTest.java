package dev.patrol.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.check.Service;
import dev.patrol.model.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands of {@code docs/getting-started-azure.md} make the topics of the contract, and its rights are what is needed. */
class GettingStartedTest {
    private static final long DAY = 86_400_000;
    private static final Pattern LOOP =
            Pattern.compile("for topic in ([a-z\\\\\\s-]+); do\\n  create \"patrol.\\$topic\" (\\d+) (.*)");
    private static final Pattern SINGLE = Pattern.compile("(?m)^create patrol\\.([a-z-]+) (\\d+) (.*)$");
    private static final String TOPIC = "\ttopic\tliteral\t";

    private record Made(int partitions, Map<String, String> config) {}

    @Test
    void theCommandsMakeTheTopicsOfTheContract() throws IOException {
        // When
        Map<String, Made> made = made();

        // Then
        assertThat(made)
                .isEqualTo(Arrays.stream(Topic.values())
                        .collect(Collectors.toMap(
                                Topic::topicName, topic -> new Made(topic.partitions(), topic.config()))));
    }

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

    private static Map<String, Made> made() throws IOException {
        Map<String, Made> made = new LinkedHashMap<>();
        LOOP.matcher(page()).results().forEach(match -> {
            for (String topic : match.group(1).split("[\\s\\\\]+")) {
                made.put("patrol." + topic, made(match.group(2), match.group(3)));
            }
        });
        SINGLE.matcher(page())
                .results()
                .forEach(match -> made.put("patrol." + match.group(1), made(match.group(2), match.group(3))));
        return made;
    }

    private static Made made(String partitions, String arguments) {
        Map<String, String> config = Arrays.stream(arguments.split("--config "))
                .map(String::strip)
                .filter(setting -> !setting.isEmpty())
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> value(setting[1])));
        return new Made(Integer.parseInt(partitions), config);
    }

    private static String value(String text) {
        Matcher days = Pattern.compile("\\$\\(\\((\\d+) \\* day\\)\\)").matcher(text);
        if (days.matches()) {
            return Long.toString(Long.parseLong(days.group(1)) * DAY);
        }
        return text.equals("$day") ? Long.toString(DAY) : text;
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "getting-started-azure.md"));
    }
}
