package dev.patrol.service.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** What of the meters that libraries bring is shown. Kafka's clients alone have some hundreds each, most for its developers. */
final class MeterFilters {
    private static final Set<String> KAFKA = Set.of(
            "kafka.consumer.fetch.manager.records.lag",
            "kafka.consumer.fetch.manager.records.lag.max",
            "kafka.consumer.fetch.manager.records.consumed.total",
            "kafka.consumer.coordinator.assigned.partitions",
            "kafka.consumer.coordinator.rebalance.total",
            "kafka.consumer.coordinator.failed.rebalance.total",
            "kafka.consumer.coordinator.commit.latency.max",
            "kafka.consumer.time.between.poll.max",
            "kafka.producer.record.send.total",
            "kafka.producer.record.error.total",
            "kafka.producer.record.retry.total",
            "kafka.stream.alive.stream.threads",
            "kafka.stream.failed.stream.threads");

    @Produces
    @Singleton
    MeterFilter fewOfKafka() {
        return new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                return !id.getName().startsWith("kafka.") || KAFKA.contains(id.getName())
                        ? MeterFilterReply.NEUTRAL
                        : MeterFilterReply.DENY;
            }
        };
    }
}
