package dev.patrol.scanner.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.patrol.model.CommandRefused;
import dev.patrol.model.Scan;
import dev.patrol.model.Severity;
import dev.patrol.model.Topic;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A scanner that can be reached from other machines, and has a key. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
@TestProfile(AccessTest.Reachable.class)
class AccessTest {
    private static final String KEY = "key-of-the-test-0123456789abcdef";

    public static final class Reachable implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path keys = Files.createTempFile("patrol-api-keys", ".txt");
                keys.toFile().deleteOnExit();
                Files.writeString(keys, KEY);
                return Map.of(
                        "HTTP_HOST", "0.0.0.0",
                        "HTTP_API_KEY_FILE", keys.toString(),
                        "quarkus.http.test-port", "0");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void whoeverHasTheKeyMayAskForAScan() {
        // When
        var answer = given().header("Authorization", "Bearer " + KEY).post("/rotate");

        // Then
        answer.then().statusCode(202).body("commandId", notNullValue());
    }

    @Test
    void whoeverHasNoKeyIsRefusedAndThatIsAnnounced() {
        // When
        var answer = given().post("/rotate");

        // Then
        answer.then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("reason", containsString("Authorization: Bearer"));
        try (TopicReader results = TopicReader.of(Topic.COMMAND_RESULTS)) {
            var refused = results.awaitEvent(
                    CommandRefused.class, refusal -> refusal.code().equals("no-credential"));
            assertThat(refused.payload().commandType()).isEqualTo("POST /rotate");
            assertThat(refused.payload().reason()).contains("127.0.0.1");
            assertThat(refused.source()).hasToString("/patrol/scanner");
        }
    }

    @Test
    void whoeverTriesKeysIsAnnouncedOnceAndTheKeysAreNot() {
        // Given
        String guess = "guess-of-somebody-0123456789abcdef";
        given().header("Authorization", "Bearer " + guess)
                .post("/rotate")
                .then()
                .statusCode(401);

        // When
        var answer = given().header("Authorization", "Bearer " + guess).post("/rotate");

        // Then
        answer.then().statusCode(401).body("reason", not(containsString(guess)));
        try (TopicReader results = TopicReader.of(Topic.COMMAND_RESULTS);
                TopicReader commands = TopicReader.of(Topic.SCAN_COMMANDS)) {
            assertThat(results.allEvents(CommandRefused.class))
                    .filteredOn(refusal -> refusal.code().equals("wrong-credential"))
                    .singleElement()
                    .satisfies(refusal -> {
                        assertThat(refusal.severity()).isEqualTo(Severity.HIGH);
                        assertThat(refusal.toString()).doesNotContain(guess);
                    });
            assertThat(commands.allEvents(Scan.class))
                    .filteredOn(scan -> scan.requestedBy().equals("POST /rotate"))
                    .hasSizeLessThan(2);
        }
    }

    @Test
    void howItIsCanBeAskedByAnybody() {
        // When
        var answer = given().get("/health");

        // Then
        answer.then().statusCode(200);
    }
}
