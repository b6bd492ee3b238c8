package dev.patrol.service.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.kafka.embedded.EmbeddedKafka;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaReadinessTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final EmbeddedKafka broker = EmbeddedKafka.start(0);
    private final KafkaReadiness readiness =
            new KafkaReadiness(Map.of("bootstrap.servers", broker.bootstrapServers()), Clock.systemUTC());

    @AfterEach
    void stop() {
        readiness.onStop(null);
        broker.close();
    }

    @Test
    void isNotReadyForAMomentUntilABrokerHasAnswered() {
        // Given
        broker.stop();
        readiness.onStart(null);
        await().atMost(PATIENCE)
                .failFast("It was ready without a broker", this::isUp)
                .until(() -> readiness.call().getData().orElse(Map.of()).containsKey("reason"));
        assertThat(readiness.call().getData().orElseThrow().get("reason").toString())
                .startsWith("No broker of " + broker.bootstrapServers() + " has answered since ");

        // When
        broker.start();

        // Then
        await().atMost(PATIENCE).until(this::isUp);
    }

    private boolean isUp() {
        return readiness.call().getStatus() == HealthCheckResponse.Status.UP;
    }
}
