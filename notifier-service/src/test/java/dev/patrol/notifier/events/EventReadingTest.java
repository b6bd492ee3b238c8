package dev.patrol.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class EventReadingTest {
    private final EventReading reading = new EventReading(Clock.systemUTC());

    @Test
    void isNotReadyWhileTheTopicsCanNotBeReadAndSaysWhy() {
        // When
        breakOffTwice();

        // Then
        HealthCheckResponse said = reading.call();
        assertThat(said.getStatus()).isEqualTo(Status.DOWN);
        assertThat(said.getData().orElse(Map.of()).get("reason").toString())
                .contains("can't be read since", "TopicAuthorizationException");
        assertThat(said.getData().orElse(Map.of()).get("remedy").toString()).contains("deploy/kafka/acls.sh");
    }

    @Test
    void isReadyAgainWhenTheyCanBeRead() {
        // Given
        breakOffTwice();

        // When
        reading.goesOn();

        // Then
        assertThat(reading.call().getStatus()).isEqualTo(Status.UP);
    }

    private void breakOffTwice() {
        reading.brokeOff(new TopicAuthorizationException("patrol.token-rotated"));
        reading.brokeOff(new TopicAuthorizationException("patrol.token-rotated"));
    }
}
