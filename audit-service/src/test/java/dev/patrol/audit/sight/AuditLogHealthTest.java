package dev.patrol.audit.sight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.audit.sight.Obstacle.Kind;
import dev.patrol.azure.Organizations;
import dev.patrol.azuredevops.AzureDevOpsClient;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class AuditLogHealthTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private final Sights sights = new Sights(new Organizations(named("contoso", "fabrikam")), NOON);
    private final AuditLogHealth health = new AuditLogHealth(sights, NOON);

    @Test
    void whatAnotherInstanceFollowsIsWell() {
        // Given
        sights.of("contoso").blocked(new Obstacle(Kind.LOG_UNAVAILABLE, "503", "-", Optional.empty()), null);
        sights.of("contoso").followedElsewhere();
        sights.of("fabrikam").clear(NOON.instant(), new TreeSet<>());

        // When
        HealthCheckResponse answer = health.call();

        // Then
        assertThat(answer.getStatus()).isEqualTo(Status.UP);
        assertThat(answer.getData().orElseThrow())
                .containsEntry("contoso.polledBy", "another instance")
                .doesNotContainKeys("contoso.lastPoll", "contoso.error", "fabrikam.polledBy")
                .containsEntry("fabrikam.lastPoll", "2026-03-01T12:00:00Z");
    }

    @Test
    void whoIsCutOffIsNot() {
        // Given
        sights.of("contoso").followedElsewhere();

        // When
        sights.of("contoso").cutOff(new Obstacle(Kind.BROKER_UNAVAILABLE, "silent", "-", Optional.empty()), null);

        // Then
        assertThat(health.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.call().getData().orElseThrow()).containsEntry("contoso.code", "BROKER_UNAVAILABLE");
    }

    private static Map<String, AzureDevOpsClient> named(String... names) {
        Map<String, AzureDevOpsClient> clients = new HashMap<>();
        for (String name : names) {
            clients.put(name, null);
        }
        return clients;
    }
}
