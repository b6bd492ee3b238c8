package dev.patrol.audit.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import io.quarkus.kafka.streams.runtime.KafkaStreamsProducer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class StreamFailuresServiceTest {
    @Inject
    BeanManager beans;

    /** The engine's close waits for its threads, so a thread that waits would hold up the end of the service. */
    @Test
    void waitsEndBeforeTheFrameworkClosesTheEngine() {
        // When
        int ofWaits = priorityOf(StreamFailures.class);
        int ofEngine = priorityOf(KafkaStreamsProducer.class);

        // Then
        assertThat(ofWaits).isLessThan(ofEngine);
    }

    /** Who has a smaller one is told first that the service stops. */
    private int priorityOf(Class<?> bean) {
        return beans.resolveObserverMethods(new ShutdownEvent()).stream()
                .filter(observer -> observer.getBeanClass() == bean)
                .mapToInt(ObserverMethod::getPriority)
                .findFirst()
                .orElseThrow();
    }
}
