package dev.patrol.scanner.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.test.AzureResource;
import dev.patrol.test.Health;
import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
@TestProfile(Health.Alone.class)
class HealthTest {
    @Test
    void livesWithoutKafkaAndSaysThatItIsMissing() {
        // When
        String said = Health.saidWithoutKafka();

        // Then
        assertThat(said).contains("No broker of", "has answered since", "KAFKA_BOOTSTRAP_SERVERS");
    }

    @Test
    void livesWithoutAzureAndSaysThatItIsMissing() {
        // When
        String said = Health.saidWithoutAzure();

        // Then
        assertThat(said).contains("has not answered since", AzureResource.organization(), "AZURE_DEVOPS_URL");
    }
}
