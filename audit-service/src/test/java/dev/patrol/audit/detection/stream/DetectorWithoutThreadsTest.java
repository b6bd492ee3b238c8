package dev.patrol.audit.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

/** An engine without a thread says that it runs. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
@TestProfile(DetectorWithoutThreadsTest.NoThread.class)
class DetectorWithoutThreadsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    public static final class NoThread implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kafka-streams.num.stream.threads", "0", "quarkus.http.test-port", "0");
        }
    }

    @Inject
    KafkaStreams engine;

    @Inject
    @Readiness
    DetectorHealth.Ready readiness;

    @Test
    void isNotReady() {
        // Given
        await().atMost(PATIENCE).until(() -> engine.state() == KafkaStreams.State.RUNNING);

        // When
        HealthCheckResponse answer = readiness.call();

        // Then
        assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
        assertThat(answer.getData().orElseThrow().get("reason").toString()).contains("no thread that lives");
    }
}
