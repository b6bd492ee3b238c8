package dev.patrol.audit.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azuredevops.AuditLogEntry;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Severity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoppedStreamsTest {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final String BY_USER = "AuditLog.StreamDisabledByUser";
    private static final String BY_SYSTEM = "AuditLog.StreamDisabledBySystem";
    private static final String TOKEN = "A".repeat(52) + "JQQJ99" + "B".repeat(18) + "AZDO" + "CCCC";

    static Stream<Arguments> stopped() {
        Map<String, Object> stream = Map.of("displayName", "siem", "consumerType", "Splunk");
        return Stream.of(
                Arguments.of(
                        BY_USER,
                        "ana@contoso.example",
                        stream,
                        "The audit stream \"siem\" to Splunk was disabled by ana@contoso.example at " + TIME + "."),
                Arguments.of(
                        "auditlog.streamdisabledbyuser",
                        "ana@contoso.example",
                        Map.of("DisplayName", "siem"),
                        "The audit stream \"siem\" was disabled by ana@contoso.example at " + TIME + "."),
                Arguments.of(
                        BY_USER,
                        null,
                        Map.of("displayName", 7),
                        "An audit stream that the log does not name was disabled by somebody whom the log does not name at "
                                + TIME + "."),
                Arguments.of(
                        BY_SYSTEM,
                        "Azure DevOps Service",
                        stream,
                        "The audit stream \"siem\" to Splunk was disabled by Azure DevOps itself at " + TIME + "."),
                Arguments.of(
                        BY_USER,
                        "x",
                        Map.of("displayName", "siem " + TOKEN),
                        "The audit stream \"siem [redacted]\" was disabled by x at " + TIME + "."));
    }

    @ParameterizedTest(name = "{3}")
    @MethodSource("stopped")
    void saysWhichStreamWasDisabledByWhomAndWhen(
            String action, String actor, Map<String, Object> data, String expected) {
        // When
        Optional<PolicyViolated> finding = StoppedStreams.in("Contoso", entry(action, actor, data), TIME);

        // Then
        assertThat(finding).hasValueSatisfying(told -> {
            assertThat(told.found()).isEqualTo(expected);
            assertThat(told.policy()).isEqualTo("audit-stream-enabled");
            assertThat(told.severity()).isEqualTo(Severity.HIGH);
            assertThat(told.organization()).isEqualTo("contoso");
            assertThat(told.token()).isNull();
        });
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "AuditLog.StreamEnabled", "AuditLog.StreamDisabledByUserX", "Git.CreateRepo"})
    void saysNothingOfOtherEntries(String action) {
        assertThat(StoppedStreams.in("contoso", entry(action, "x", Map.of()), TIME))
                .isEmpty();
    }

    private static AuditLogEntry entry(String action, String actor, Map<String, Object> data) {
        return LogEntries.entry(LogEntries.ID, LogEntries.TIME, action, "FedAuth", actor, data);
    }
}
