package dev.patrol.azuredevops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LenientAuditTest {

    @ParameterizedTest
    @ValueSource(strings = {"\"text\"", "7", "true", "[1, 2]"})
    void dataThatIsNoObjectIsKept(String data) throws JsonProcessingException {
        // When
        AuditLogEntry entry = read("{\"id\": \"1\", \"data\": " + data + "}");

        // Then
        assertThat(entry.data()).containsOnlyKeys("value");
    }

    @Test
    void dataKeepsItsNullsAndDepth() throws JsonProcessingException {
        // When
        AuditLogEntry entry = read("{\"id\": \"1\", \"data\": {\"a\": null, \"b\": {\"c\": [1]}}}");

        // Then
        assertThat(entry.data()).containsEntry("a", null).containsKey("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yesterday\"", "17", "{}", "null"})
    void aTimeThatCannotBeReadIsNone(String time) throws JsonProcessingException {
        // When
        AuditLogEntry entry = read("{\"id\": \"1\", \"timestamp\": " + time + "}");

        // Then
        assertThat(entry.timestamp()).isNull();
    }

    @Test
    void aTimeWithSevenFractionDigitsIsRead() throws JsonProcessingException {
        // When
        AuditLogEntry entry = read("{\"id\": \"1\", \"timestamp\": \"2019-03-05T14:05:02.1460838+00:00\"}");

        // Then
        assertThat(entry.timestamp()).isEqualTo(OffsetDateTime.parse("2019-03-05T14:05:02.1460838Z"));
    }

    private static AuditLogEntry read(String json) throws JsonProcessingException {
        return WireFormats.mapper().readValue(json, AuditLogEntry.class);
    }
}
