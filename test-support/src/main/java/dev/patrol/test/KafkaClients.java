package dev.patrol.test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsContext;
import org.apache.kafka.common.metrics.MetricsReporter;

/**
 * Remembers how every client of Kafka in this JVM was set that was made with {@value #SETTING}: Kafka tells its reporters of
 * metrics. So none is forgotten, whoever makes it: the messaging, Kafka Streams or the service itself.
 */
public final class KafkaClients implements MetricsReporter {
    /** Kafka's setting that names this class. */
    static final String SETTING = "metric.reporters";

    private static final List<KafkaClient> SEEN = new CopyOnWriteArrayList<>();

    private Map<String, ?> settings = Map.of();

    /** All that were made until now. */
    public static List<KafkaClient> seen() {
        return List.copyOf(SEEN);
    }

    @Override
    public void configure(Map<String, ?> given) {
        settings = given;
    }

    @Override
    public void contextChange(MetricsContext context) {
        SEEN.add(KafkaClient.of(context.contextLabels().get(MetricsContext.NAMESPACE), settings));
    }

    @Override
    public void init(List<KafkaMetric> metrics) {
        // How a client is set is known without them.
    }

    @Override
    public void metricChange(KafkaMetric metric) {
        // As above.
    }

    @Override
    public void metricRemoval(KafkaMetric metric) {
        // As above.
    }

    @Override
    public void close() {
        // What was seen stays.
    }
}
