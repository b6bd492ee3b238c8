package dev.patrol.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.Topic;
import dev.patrol.simulator.audit.AuditDraft;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.Metrics;
import dev.patrol.test.MetricsPage;
import dev.patrol.test.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service as it runs, polling by itself. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
@TestProfile(AuditServiceTest.PollsOften.class)
class AuditServiceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    public static final class PollsOften implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>();
            settings.put("AUDIT_POLL_INTERVAL", "200ms");
            settings.put("patrol.audit.longest-pause", "1s");
            settings.put("patrol.detection.allowed-networks", "192.0.2.0/24");
            settings.put("quarkus.http.test-port", "0");
            settings.put("mp.messaging.outgoing.patrol-announcements.delivery.timeout.ms", "3000");
            settings.put("mp.messaging.outgoing.patrol-announcements.request.timeout.ms", "1000");
            return settings;
        }
    }

    @TestHTTPResource("/q/health/")
    URI health;

    /** Another test stops the broker, and the service takes a while to be ready again. */
    @BeforeEach
    void isReady() {
        await().atMost(PATIENCE)
                .until(() -> get("ready").path("status").asText().equals("UP"));
    }

    @AfterEach
    void endFaults() {
        AzureResource.simulator().control().clearFaults();
    }

    @Test
    void publishesWhatTheAuditLogShows() {
        // Given
        UUID token = UUID.randomUUID();

        // When
        String logged = logActionOf(token);

        // Then
        try (TopicReader entries = TopicReader.of(Topic.AUDIT_ENTRIES)) {
            AuditEntry told = entries.awaitEvent(
                            AuditEntry.class, entry -> entry.tokenReference().equals(token.toString()))
                    .payload();
            assertThat(told.entryId()).isEqualTo(logged);
        }
    }

    @Test
    void findsWhatTheRulesForbid() {
        // Given
        UUID token = UUID.randomUUID();

        // When
        logActionOf(token, "203.0.113.9");

        // Then
        try (TopicReader findings = TopicReader.of(Topic.TOKEN_COMPROMISED)) {
            // Whether the hour is one of those that a rule forbids depends on when the test runs.
            TokenCompromised found = findings.awaitEvent(
                            TokenCompromised.class,
                            finding -> finding.tokenReference().equals(token.toString())
                                    && !finding.rule().equals("outside-hours"))
                    .payload();
            assertThat(found.rule()).isEqualTo("unknown-address");
        }
    }

    @Test
    void showsMetricsAsTheyAreDescribed() {
        // Given
        Metrics before = Metrics.of(health);
        UUID token = UUID.randomUUID();

        // When
        logActionOf(token, "203.0.113.9");

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            Metrics now = Metrics.of(health);
            assertThat(now.sum("patrol_audit_entries_total")).isGreaterThan(before.sum("patrol_audit_entries_total"));
            assertThat(now.value("patrol_detector_entries_total", "outcome", "judged"))
                    .isGreaterThan(before.value("patrol_detector_entries_total", "outcome", "judged"));
            assertThat(now.sum("patrol_incidents_total")).isGreaterThan(before.sum("patrol_incidents_total"));
        });
        Metrics after = Metrics.of(health);
        MetricsPage.assertDescribes("audit", after);
        assertThat(after.sum("patrol_audit_last_poll_timestamp_seconds")).isPositive();
        assertThat(after.sum("patrol_audit_lag_seconds")).isBetween(0.0, 60.0);
    }

    @Test
    void showsTheLagOfTheDetectorWithoutIdsThatChange() {
        // When
        Metrics shown = Metrics.of(health);

        // Then
        assertThat(shown.series("kafka_consumer_fetch_manager_records_lag_max").keySet())
                .extracting(labels -> labels.get("client_id"))
                .anyMatch(client -> client.matches("patrol-detector-StreamThread-\\d+-consumer"));
    }

    @Test
    void saysInWordsThatItCannotSeeWhileItStaysReady() {
        // Given
        awaitSight("UP");

        // When
        AzureResource.simulator().control().addFault(Fault.status(Api.AUDIT, 403));

        // Then
        JsonNode blind = awaitSight("DOWN");
        assertThat(blind.path("code").asText()).isEqualTo("FORBIDDEN_OR_AUDITING_OFF");
        assertThat(blind.path("error").asText()).contains("403");
        assertThat(blind.path("remedy").asText()).contains("Turn auditing on").contains("View audit log");
        assertThat(blind.path("lag").asText()).startsWith("PT");
        assertThat(get("ready").path("status").asText()).isEqualTo("UP");
        assertThat(get("live").path("status").asText()).isEqualTo("UP");
        AzureResource.simulator().control().clearFaults();
        assertThat(awaitSight("UP").has("error")).isFalse();
    }

    @Test
    void losesNothingWhileTheBrokerIsAway() {
        // Given
        UUID token = UUID.randomUUID();
        awaitSight("UP");
        KafkaBroker.broker().stop();
        String logged = logActionOf(token);
        assertThat(awaitSight("DOWN").path("code").asText()).isEqualTo("BROKER_UNAVAILABLE");

        // When
        KafkaBroker.broker().start();

        // Then
        try (TopicReader entries = TopicReader.of(Topic.AUDIT_ENTRIES)) {
            entries.awaitEvent(AuditEntry.class, entry -> entry.tokenReference().equals(token.toString()));
            awaitSight("UP");
            List<String> published = entries.allEvents(AuditEntry.class).stream()
                    .filter(entry -> entry.tokenReference().equals(token.toString()))
                    .map(AuditEntry::entryId)
                    .distinct()
                    .toList();
            assertThat(published).containsExactly(logged);
        }
    }

    private static String logActionOf(UUID token) {
        return logActionOf(token, "192.0.2.7");
    }

    private static String logActionOf(UUID token, String address) {
        return AzureResource.simulator()
                .control()
                .addAuditEntry(new AuditDraft(
                        AzureResource.organization(),
                        "Git.CreateRepo",
                        null,
                        0,
                        null,
                        token,
                        null,
                        address,
                        "git/2.50",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    private JsonNode awaitSight(String status) {
        return await().atMost(PATIENCE)
                .until(
                        () -> get("well").path("checks").path(0),
                        check -> check.path("name").asText().equals("Audit log")
                                && check.path("status").asText().equals(status)
                                && !check.path("data").path("lastPoll").asText().startsWith("none"))
                .path("data");
    }

    private JsonNode get(String group) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(health.resolve(group)).build(), HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("The health of the service can't be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while asking for the health", e);
        }
    }
}
