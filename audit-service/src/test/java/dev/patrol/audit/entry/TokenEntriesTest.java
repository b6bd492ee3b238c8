package dev.patrol.audit.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.audit.inventory.Lineages;
import dev.patrol.azuredevops.AuditLogEntry;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.token.Lineage;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEntriesTest {
    private static final String AUTHORIZATION_ID = "f5729c3d-951b-4a52-88d9-a0b1c2d3e4f5";
    private static final String BY_PAT = "PAT authorizationId: " + AUTHORIZATION_ID;
    private static final Instant OTHERWISE = Instant.parse("2026-03-01T12:00:00Z");
    private static final Lineages NOBODY = reference -> Optional.empty();
    private static final String TOKEN_VALUE = "a".repeat(52) + "JQQJ99" + "b".repeat(18) + "AZDO" + "cdef";

    @Test
    void tellsAnEntryWithAllThatTheLogSays() {
        // Given
        Map<String, Object> data = Map.of("RepoName", "tools", "Size", 3);
        AuditLogEntry entry = LogEntries.entry(LogEntries.ID, LogEntries.TIME, "Git.CreateRepo", BY_PAT, "text", data);
        Lineage lineage = new Lineage("contoso", "ci");

        // When
        Optional<AuditEntry> told = TokenEntries.of("Contoso", entry, OTHERWISE, reference -> Optional.of(lineage)
                .filter(known -> reference.equals(AUTHORIZATION_ID)));

        // Then
        assertThat(told)
                .contains(new AuditEntry(
                        "contoso",
                        LogEntries.ID,
                        LogEntries.TIME.toInstant(),
                        "Git.CreateRepo",
                        AUTHORIZATION_ID,
                        lineage,
                        BY_PAT,
                        "text",
                        "text",
                        "text",
                        "text",
                        "text",
                        "text",
                        "text",
                        "text",
                        "text",
                        data));
    }

    @Test
    void keepsAnEntryOfWhichTheLogSaysNothingButTheMechanism() {
        // Given
        AuditLogEntry entry = LogEntries.entry(null, null, null, BY_PAT, null, null);

        // When
        AuditEntry told = TokenEntries.of("contoso", entry, OTHERWISE, NOBODY).orElseThrow();

        // Then
        assertThat(told.timestamp()).isEqualTo(OTHERWISE);
        assertThat(told.actionId()).isEmpty();
        assertThat(told.entryId()).startsWith("without-id-");
        assertThat(told.ipAddress()).isNull();
        assertThat(told.lineage()).isNull();
        assertThat(told.data()).isEmpty();
    }

    @Test
    void knowsAnEntryWithoutIdAgainByItsContent() {
        // Given
        AuditLogEntry entry = LogEntries.entry(null, LogEntries.TIME, "Git.CreateRepo", BY_PAT, null, null);
        AuditLogEntry same = LogEntries.entry(null, LogEntries.TIME, "Git.CreateRepo", BY_PAT, null, Map.of());
        AuditLogEntry other = LogEntries.entry(null, LogEntries.TIME, "Git.RenameRepo", BY_PAT, null, null);

        // When
        String id = TokenEntries.idOf(entry);

        // Then
        assertThat(id).isEqualTo(TokenEntries.idOf(same)).isNotEqualTo(TokenEntries.idOf(other));
    }

    @ParameterizedTest(name = "id {0}, timestamp {1}: {2}")
    @CsvSource({
        // The published example of audit.json.
        "2518505060978539161;0000;86fb, , 2019-03-05T14:05:02.1460838Z",
        "2518505060978539161, , 2026-03-01T12:00:00Z",
        "99999999999999999999;x, , 2026-03-01T12:00:00Z",
        "9999999999999999999;x, , 2026-03-01T12:00:00Z",
        "anything, , 2026-03-01T12:00:00Z",
        "2518505060978539161;0000;86fb, 2026-02-03T04:05:06.7891234+01:00, 2026-02-03T03:05:06.7891234Z",
    })
    void takesTheTimeFromTheTimestampElseFromTheIdElseFromTheReading(
            String id, OffsetDateTime timestamp, Instant expected) {
        // Given
        AuditLogEntry entry = LogEntries.entry(id, timestamp, "Git.CreateRepo", BY_PAT, null, null);

        // When
        AuditEntry told = TokenEntries.of("contoso", entry, OTHERWISE, NOBODY).orElseThrow();

        // Then
        assertThat(told.timestamp()).isEqualTo(expected);
    }

    @Test
    void letsNoTokenValueThroughInAnyField() {
        // Given
        AuditLogEntry entry = LogEntries.entry(
                "id " + TOKEN_VALUE,
                LogEntries.TIME,
                "Token.Pat " + TOKEN_VALUE,
                "PAT " + TOKEN_VALUE,
                "text with " + TOKEN_VALUE,
                Map.of("Name " + TOKEN_VALUE, Map.of("deep", List.of("in " + TOKEN_VALUE))));

        // When
        AuditEntry told = TokenEntries.of("contoso", entry, OTHERWISE, NOBODY).orElseThrow();

        // Then
        assertThat(told.toString()).doesNotContain(TOKEN_VALUE).contains("[redacted]");
    }

    @Test
    void leavesOutWhatConcernsNoToken() {
        // Given
        AuditLogEntry entry =
                LogEntries.entry("Git.CreateRepo", "FedAuth", Map.of("AuthorizationId", AUTHORIZATION_ID));

        // When
        Optional<AuditEntry> told = TokenEntries.of("contoso", entry, OTHERWISE, NOBODY);

        // Then
        assertThat(told).isEmpty();
    }
}
