package dev.patrol.service.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class OneLineTest {
    private static final String HOSTILE = "eve\n2026-11-26T14:00:00Z ERROR [forged]\r\u001b[31m\u2028%s";

    @Test
    void whatComesFromOutsideWritesNoLineOfItsOwn() {
        // Given
        ExtLogRecord message = message("dev.patrol.rotator.commands.CommandAnswers");

        // When
        OneLine.keep(message);

        // Then
        assertThat(message.getFormattedMessage())
                .isEqualTo("Refused a command of eve?2026-11-26T14:00:00Z ERROR [forged]??[31m?%s");
    }

    @Test
    void whatLibrariesLogStaysAsItIs() {
        // Given
        ExtLogRecord message = message("org.apache.kafka.clients.consumer.ConsumerConfig");

        // When
        OneLine.keep(message);

        // Then
        assertThat(message.getFormattedMessage()).isEqualTo("Refused a command of " + HOSTILE);
    }

    private static ExtLogRecord message(String logger) {
        ExtLogRecord message = new ExtLogRecord(
                Level.WARN, "Refused a command of %s", FormatStyle.PRINTF, OneLineTest.class.getName());
        message.setLoggerName(logger);
        message.setParameters(new Object[] {HOSTILE});
        return message;
    }
}
