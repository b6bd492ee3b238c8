package dev.patrol.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patrol.model.Topic;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestResourcesTest {

    @Test
    void theBrokerHasEveryTopicAsTheContractDeclaresIt() throws Exception {
        KafkaBroker resource = new KafkaBroker();
        try {
            // When
            Map<String, String> settings = resource.start();

            // Then
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.get("KAFKA_BOOTSTRAP_SERVERS")))) {
                assertThat(admin.listTopics().names().get())
                        .containsExactlyInAnyOrderElementsOf(
                                Stream.of(Topic.values()).map(Topic::topicName).toList());
                for (Topic topic : Topic.values()) {
                    assertThat(partitions(admin, topic)).as(topic.topicName()).isEqualTo(topic.partitions());
                    assertThat(settings(admin, topic)).as(topic.topicName()).containsAllEntriesOf(topic.config());
                }
            }
        } finally {
            resource.stop();
        }
    }

    @Test
    void aBrokerOfAnUnknownKindIsRefusedRatherThanReplaced() {
        // Given
        String kind = System.getProperty(KafkaBroker.KIND, "embedded");
        System.setProperty(KafkaBroker.KIND, "remote");
        try {
            // When / Then
            assertThatThrownBy(() -> new KafkaBroker().start())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("remote");
        } finally {
            System.setProperty(KafkaBroker.KIND, kind);
        }
    }

    @Test
    void aRunThatIsBrokenOffLeavesNothingBehind(@TempDir Path temporary) throws Exception {
        // Given
        Process run = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        RunOfTests.class.getName()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(saysThatItRuns(run)).isTrue();
            assertThat(temporary).isNotEmptyDirectory();

            // When
            run.destroy();

            // Then
            assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
            try (Stream<Path> left = Files.list(temporary)) {
                assertThat(left).noneMatch(path -> path.getFileName().toString().matches("(kafka|azure).*"));
            }
        } finally {
            run.destroyForcibly();
        }
    }

    private static boolean saysThatItRuns(Process run) throws IOException {
        try (BufferedReader said = run.inputReader()) {
            return said.lines().anyMatch(RunOfTests.RUNS::equals);
        }
    }

    private static int partitions(Admin admin, Topic topic) throws Exception {
        return admin.describeTopics(List.of(topic.topicName()))
                .allTopicNames()
                .get()
                .get(topic.topicName())
                .partitions()
                .size();
    }

    private static Map<String, String> settings(Admin admin, Topic topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        return admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(entry -> entry.name(), entry -> entry.value()));
    }
}
