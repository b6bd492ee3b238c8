package dev.patrol.service.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.Consumer;
import org.jboss.logging.Logger;

/** Shows the lag of consumers that a service has beside its channels, as it is shown for those. */
@Singleton
public class ConsumerMeters {
    private static final Logger LOG = Logger.getLogger(ConsumerMeters.class);

    private final MeterRegistry registry;

    ConsumerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @return to be closed with the consumer */
    public Shown show(Consumer<?, ?> consumer) {
        KafkaClientMetrics metrics = new KafkaClientMetrics(consumer);
        try {
            metrics.bindTo(registry);
        } catch (RuntimeException notShown) {
            LOG.warn("The lag of a consumer is not shown", notShown);
        }
        return () -> {
            try {
                metrics.close();
            } catch (RuntimeException stillShown) {
                LOG.debug("The lag of a consumer is still shown", stillShown);
            }
        };
    }

    /** A consumer whose lag is shown. */
    @FunctionalInterface
    public interface Shown extends AutoCloseable {
        @Override
        void close();
    }
}
