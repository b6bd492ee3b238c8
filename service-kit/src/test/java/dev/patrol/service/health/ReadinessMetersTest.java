package dev.patrol.service.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.service.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class ReadinessMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicBoolean answers = new AtomicBoolean();
    private final HealthCheck broker =
            () -> HealthCheckResponse.named("Kafka").status(answers.get()).build();

    @Test
    void aCheckIsShownAsItIsWhenSomebodyLooks() {
        // Given
        ReadinessMeters.show(List.of(broker), new Meters(registry));
        double atTheStart = ready("kafka");

        // When
        answers.set(true);

        // Then
        assertThat(atTheStart).isZero();
        assertThat(ready("kafka")).isOne();
    }

    @Test
    void aCheckIsNamedByAWord() {
        // When
        ReadinessMeters.show(List.of(up("Some Messaging - readiness check")), new Meters(registry));

        // Then
        assertThat(ready("some-messaging-readiness-check")).isOne();
    }

    @Test
    void whatIsNeverDownSaysNothingAndIsLeftOut() {
        // Given
        InformationCheck mailServer = () -> HealthCheckResponse.up("SMTP server");

        // When
        ReadinessMeters.show(List.of(broker, mailServer), new Meters(registry));

        // Then
        assertThat(registry.get("patrol.ready").gauges()).hasSize(1);
    }

    @Test
    void aCheckThatFailsIsDown() {
        // Given
        AtomicBoolean broken = new AtomicBoolean();
        HealthCheck check = () -> {
            if (broken.get()) {
                throw new IllegalStateException("It can't say");
            }
            return HealthCheckResponse.up("Detector");
        };
        ReadinessMeters.show(List.of(check), new Meters(registry));

        // When
        broken.set(true);

        // Then
        assertThat(ready("detector")).isZero();
    }

    private double ready(String check) {
        return registry.get("patrol.ready").tag("check", check).gauge().value();
    }

    private static HealthCheck up(String name) {
        return () -> HealthCheckResponse.up(name);
    }
}
