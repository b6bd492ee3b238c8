package dev.patrol.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeterFiltersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void filter() {
        MeterFilters filters = new MeterFilters();
        registry.config().meterFilter(filters.fewOfKafka());
    }

    @Test
    void ofKafkaOnlyWhatIsDescribedIsShown() {
        // When
        registry.counter("kafka.consumer.fetch.manager.records.lag.max");
        registry.counter("kafka.consumer.fetch.manager.fetch.latency.avg");
        registry.counter("patrol.things");

        // Then
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactlyInAnyOrder("kafka.consumer.fetch.manager.records.lag.max", "patrol.things");
    }
}
