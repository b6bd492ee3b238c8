package dev.patrol.audit.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;

/** The detector's engine as the service runs it. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class StoreMemoryServiceTest {
    private static final BigInteger ALL = BigInteger.valueOf(128L * 1024 * 1024);

    @Inject
    KafkaStreams engine;

    @Test
    void everyStoreHasTheOneBoundOfAll() {
        // When
        // Then
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(capacities())
                .containsOnly(
                        entry(Detection.LINEAGES, ALL),
                        entry(ResponseGate.REVOCATIONS, ALL),
                        entry(TokenStores.OBSERVED, ALL),
                        entry(TokenStores.SUCCESSORS, ALL)));
    }

    /** By the name of the store; all partitions of one have the same, once they are open. */
    private Map<String, Object> capacities() {
        return engine.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("block-cache-capacity"))
                .collect(Collectors.toMap(
                        metric -> metric.metricName().tags().get("rocksdb-state-id"),
                        Metric::metricValue,
                        (one, other) -> one.equals(other) ? one : "different"));
    }
}
