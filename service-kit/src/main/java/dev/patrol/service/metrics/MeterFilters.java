package dev.patrol.service.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
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

    /** What a client of Kafka Streams has in its name, other with each start on an empty directory. */
    private static final String UUID = "-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

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

    @Produces
    @Singleton
    MeterFilter boundedClients() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                if (!id.getName().startsWith("kafka.")) {
                    return id;
                }
                List<Tag> tags = id.getTags().stream()
                        .map(tag -> Tag.of(tag.getKey(), tag.getValue().replaceAll(UUID, "")))
                        .toList();
                return id.replaceTags(tags);
            }
        };
    }
}
