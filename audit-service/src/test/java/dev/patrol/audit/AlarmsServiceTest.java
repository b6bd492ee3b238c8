package dev.patrol.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.audit.reading.ActiveOrganizations;
import dev.patrol.audit.sight.Obstacle.Kind;
import dev.patrol.audit.sight.Sight;
import dev.patrol.audit.sight.Sights;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Topic;
import dev.patrol.simulator.audit.AuditDraft;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service as it runs, with little patience for not seeing. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
@TestProfile(AlarmsServiceTest.LittlePatience.class)
class AlarmsServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    public static final class LittlePatience implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>();
            settings.put("AUDIT_POLL_INTERVAL", "200ms");
            settings.put("patrol.audit.longest-pause", "1s");
            settings.put("patrol.audit.blind-after", "1s");
            settings.put("patrol.audit.silence", "50m");
            settings.put("quarkus.http.test-port", "0");
            settings.put("mp.messaging.outgoing.patrol-announcements.delivery.timeout.ms", "3000");
            settings.put("mp.messaging.outgoing.patrol-announcements.request.timeout.ms", "1000");
            return settings;
        }
    }

    @Inject
    ActiveOrganizations activeOrganizations;

    @Inject
    Sights sights;

    @Inject
    Clock clock;

    @BeforeEach
    void isFollowed() {
        await().atMost(PATIENCE).until(() -> activeOrganizations.isActive(AzureResource.organization()));
    }

    @AfterEach
    void endFaults() {
        AzureResource.simulator().control().clearFaults();
    }

    @Test
    void announcesThatAuditingIsOff() {
        // When
        AzureResource.simulator().control().addFault(Fault.status(Api.AUDIT, 403));

        // Then
        PolicyViolated alarm = announced("audit-log-followed", "auditing is turned off");
        assertThat(alarm.remedy()).contains("Turn auditing on").contains("403");
    }

    @Test
    void announcesThatTheBrokerWasAwayOnceItIsBack() {
        // Given
        KafkaBroker.broker().stop();
        await().atMost(PATIENCE).until(() -> isBlindForLong(Kind.BROKER_UNAVAILABLE));

        // When
        KafkaBroker.broker().start();

        // Then
        announced("audit-log-followed", "broker");
    }

    @Test
    void announcesThatTheLogSaysNothing() {
        // The service reads the last hour first, and nothing was logged in it.
        announced("audit-log-speaks", "no entry of any kind");
    }

    @Test
    void announcesThatAStreamWasDisabled() {
        // When
        AzureResource.simulator()
                .control()
                .addAuditEntry(new AuditDraft(
                        AzureResource.organization(),
                        "AuditLog.StreamDisabledByUser",
                        null,
                        0,
                        null,
                        null,
                        null,
                        "192.0.2.7",
                        "browser",
                        null,
                        null,
                        null,
                        null,
                        new ObjectMapper().createObjectNode().put("displayName", "siem"),
                        null));

        // Then
        announced("audit-stream-enabled", "\"siem\"");
    }

    private boolean isBlindForLong(Kind kind) {
        Sight.View view = sights.of(AzureResource.organization()).view();
        return view.obstacle().filter(obstacle -> obstacle.kind() == kind).isPresent()
                && view.blindSince().orElseThrow().isBefore(clock.instant().minusSeconds(4));
    }

    private static PolicyViolated announced(String policy, String words) {
        try (TopicReader findings = TopicReader.of(Topic.POLICY_VIOLATED)) {
            PolicyViolated found = findings.awaitEvent(
                            PolicyViolated.class,
                            finding -> finding.policy().equals(policy)
                                    && finding.found().contains(words))
                    .payload();
            assertThat(found.organization()).isEqualTo(AzureResource.organization());
            return found;
        }
    }
}
