package dev.patrol.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.test.KafkaClient;
import dev.patrol.test.KafkaClients;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What docs/production-kafka.md promises holds for every client of the running service, whoever makes it. */
@QuarkusTest
@ServiceTest
class KafkaClientsTest {
    @Test
    void everyClientIsSetAsPromised() {
        // When
        await().untilAsserted(() ->
                assertThat(KafkaClients.seen()).extracting(KafkaClient::group).contains("notifier"));

        // Then
        assertThat(KafkaClients.seen()).anyMatch(KafkaClient::isProducer).allSatisfy(client -> assertThat(
                        client.breaches())
                .as(client.kind() + " " + client.name())
                .isEmpty());
    }
}
