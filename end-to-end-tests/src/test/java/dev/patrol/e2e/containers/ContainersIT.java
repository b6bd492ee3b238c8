package dev.patrol.e2e.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The images carry the demo's story to its end. They are built first, by {@code deploy/images/build.sh}. */
@Tag("containers")
class ContainersIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    static Path certificates;

    private static Containers containers;

    @BeforeAll
    static void start() throws IOException {
        Files.setPosixFilePermissions(certificates, PosixFilePermissions.fromString("rwxrwxrwx"));
        containers = new Containers(certificates);
        containers.start();
    }

    @AfterAll
    static void stop() {
        containers.close();
    }

    @Test
    void theStoryComesToItsEndAndItsMailsAreTaken() {
        // When
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(story().path("unmet")).isEmpty());

        // Then
        assertThat(story().path("ended").asBoolean()).isTrue();
        // The lines are JSON, in which a quotation mark is escaped.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(containers.logOf("notifier").replace("\\\"", "\""))
                        .contains("\"security-scan\" looks compromised", "\"security-scan\" was rotated", "Digest of"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scanner", "rotator", "audit", "notifier"})
    void aServiceIsNobodyAndWritesNothingButWhereItMay(String service) {
        // When
        String user = containers.run(service, "id", "-u");
        String written = containers.run(service, "sh", "-c", "touch /opt/patrol/new 2>&1 || true");

        // Then
        assertThat(user.strip()).isEqualTo("10001");
        assertThat(written).contains("Read-only file system");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scanner", "rotator", "audit", "notifier"})
    void aServiceStartsFromWhatJavaLearnedWhileItsImageWasBuilt(String service) {
        // When
        String mapped = containers.run(service, "grep", "-m1", "start.aot", "/proc/1/maps");

        // Then
        assertThat(mapped).contains("/opt/patrol/start.aot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scanner", "rotator", "audit", "notifier"})
    void anImageSaysWhatItIsAndWhatIsInIt(String service) throws IOException {
        // When
        JsonNode parts = new ObjectMapper().readTree(containers.run(service, "cat", "/opt/patrol/sbom.json"));
        Map<String, String> labels = containers.labelsOf(service);

        // Then
        assertThat(parts.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(parts.at("/metadata/component/name").asText()).isEqualTo(service + "-service");
        assertThat(parts.path("components").findValuesAsText("name")).contains("kafka-clients", "service-kit");
        assertThat(labels)
                .containsEntry("org.opencontainers.image.title", "patrol/" + service)
                .containsEntry("org.opencontainers.image.licenses", "Apache-2.0")
                .containsKeys(
                        "org.opencontainers.image.version",
                        "org.opencontainers.image.revision",
                        "org.opencontainers.image.created");
    }

    private static JsonNode story() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(containers.storyUrl()))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return new ObjectMapper()
                    .readTree(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
