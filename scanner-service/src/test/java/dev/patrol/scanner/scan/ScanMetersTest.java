package dev.patrol.scanner.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azure.Organizations;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.ClientSettings;
import dev.patrol.azuredevops.Credential;
import dev.patrol.azuredevops.Endpoints;
import dev.patrol.azuredevops.TokenValue;
import dev.patrol.model.Topic;
import dev.patrol.service.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ScanMetersTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final URI NOWHERE = URI.create("http://localhost:1");
    private static final List<TopicPartition> COMMANDS = List.of(new TopicPartition(Topic.Names.SCAN_COMMANDS, 0));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ActiveScanner role = new ActiveScanner();
    private final ScanMeters meters =
            new ScanMeters(new Meters(registry), contoso(), role, Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void aScannerThatIsNotActiveAnyMoreShowsNoTokensAndNoFindings() {
        // Given
        role.onPartitionsAssigned(null, COMMANDS);
        meters.saw("contoso", NOON, dueToken(), Map.of("no-full-scope", 2));
        double tokensBefore = tokens();

        // When
        role.onPartitionsRevoked(null, COMMANDS);

        // Then
        assertThat(tokensBefore).isOne();
        assertThat(tokens()).isZero();
        assertThat(findings()).isZero();
        assertThat(lastSuccess()).isEqualTo(NOON.getEpochSecond());
    }

    @Test
    void aScannerThatGetsItsPartBackShowsWhatItSawLast() {
        // Given
        role.onPartitionsAssigned(null, COMMANDS);
        meters.saw("contoso", NOON, dueToken(), Map.of("no-full-scope", 2));
        role.onPartitionsRevoked(null, COMMANDS);

        // When
        role.onPartitionsAssigned(null, COMMANDS);

        // Then
        assertThat(tokens()).isOne();
        assertThat(findings()).isEqualTo(2);
    }

    private static SeenTokens dueToken() {
        return SeenTokens.of(List.of(Standing.DUE), List.of(), token -> true, List.of());
    }

    private double tokens() {
        return registry.get("patrol.tokens").tag("state", "due").gauge().value();
    }

    private double findings() {
        return registry.get("patrol.policy.findings")
                .tag("policy", "no-full-scope")
                .gauge()
                .value();
    }

    private double lastSuccess() {
        return registry.get("patrol.scan.last.success.timestamp").gauge().value();
    }

    private static Organizations contoso() {
        return new Organizations(Map.of(
                "contoso",
                new AzureDevOpsClient(
                        new Endpoints(NOWHERE, NOWHERE),
                        Credential.pat(new TokenValue("never shown to anybody")),
                        ClientSettings.DEFAULT)));
    }
}
