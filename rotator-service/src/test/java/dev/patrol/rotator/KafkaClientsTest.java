package dev.patrol.rotator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.KafkaClient;
import dev.patrol.test.KafkaClients;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What docs/production-kafka.md promises holds for every client of the running service, whoever makes it and whatever is set. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
@TestProfile(KafkaClientsTest.Careless.class)
class KafkaClientsTest {
    @Test
    void everyClientIsSetAsPromised() {
        // When
        await().untilAsserted(() -> assertThat(KafkaClients.seen())
                .extracting(KafkaClient::group)
                .contains("rotator", "rotator-urgent", "rotator-revoke-commands", "rotator-rotate-commands"));

        // Then
        assertThat(KafkaClients.seen()).anyMatch(KafkaClient::isProducer).allSatisfy(client -> assertThat(
                        client.breaches())
                .as(client.kind() + " " + client.name())
                .isEmpty());
    }

    /** What somebody has set for all of Kafka's clients. */
    public static final class Careless implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "kafka.enable.auto.commit", "true",
                    "kafka.isolation.level", "read_uncommitted",
                    "kafka.allow.auto.create.topics", "true",
                    "kafka.acks", "1",
                    "kafka.enable.idempotence", "false",
                    "quarkus.http.test-port", "0");
        }
    }
}
