package dev.patrol.notifier.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.notifier.ServiceTest;
import dev.patrol.test.Health;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
@TestProfile(Health.Alone.class)
class HealthTest {
    @Test
    void livesWithoutKafkaAndSaysThatItIsMissing() {
        // When
        String said = Health.saidWithoutKafka();

        // Then
        assertThat(said).contains("No broker of", "has answered since", "KAFKA_BOOTSTRAP_SERVERS");
    }
}
