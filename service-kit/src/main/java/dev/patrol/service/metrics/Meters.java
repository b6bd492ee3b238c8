package dev.patrol.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Makes the meters of a service. All series of a name are there from the start, with zero, so that a rate has something to
 * begin with and what is missing is seen. The service's names begin with {@value #PREFIX}, and are without their unit, which
 * the registry adds.
 *
 * <p>What a gauge asks for is asked by whoever looks at the metrics. It must not wait for anything, and where it fails the series has no
 * value.
 *
 * <p>This and all who count are singletons, which have no proxy before them: threads that still work while the service ends can
 * count.
 */
@Singleton
public class Meters {
    private static final String PREFIX = "patrol.";
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30),
        Duration.ofHours(2)
    };

    private final MeterRegistry registry;

    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts of what happens. */
    public Counts counts(String name, String says, Series series) {
        return new Counts(series, labels -> Counter.builder(PREFIX + name)
                .description(says)
                .tags(series.tags(labels))
                .register(registry));
    }

    /** Counts that are kept elsewhere and never go down. */
    public void counted(String name, String says, Series series, ToDoubleFunction<List<String>> count) {
        series.all()
                .forEach(labels -> FunctionCounter.builder(PREFIX + name, registry, kept -> count.applyAsDouble(labels))
                        .description(says)
                        .tags(series.tags(labels))
                        .register(registry));
    }

    /** How long something takes. */
    public Durations durations(String name, String says, Series series) {
        return new Durations(series, labels -> Timer.builder(PREFIX + name)
                .description(says)
                .tags(series.tags(labels))
                .serviceLevelObjectives(BUCKETS)
                .register(registry));
    }

    /** What is the case at this moment. */
    public void gauge(String name, String says, Series series, ToDoubleFunction<List<String>> value) {
        gauge(name, says, null, series, value);
    }

    /** How long it is since, or until, or at which second since 1970: whatever is in seconds. */
    public void seconds(String name, String says, Series series, ToDoubleFunction<List<String>> value) {
        gauge(name, says, "seconds", series, value);
    }

    /**
     * How many there are at this moment, where all series are counted in one go.
     *
     * @param counted the numbers by the values of the labels; what is not in it is zero
     */
    public void numbers(
            String name, String says, Series series, Supplier<? extends Map<List<String>, ? extends Number>> counted) {
        AtomicReference<Numbers> numbers = new AtomicReference<>();
        numbers.set(new Numbers(
                series,
                counted,
                labels -> gauge(
                        name, says, null, series, labels, () -> numbers.get().of(labels)),
                System::nanoTime));
        numbers.get().begin();
    }

    private void gauge(String name, String says, String unit, Series series, ToDoubleFunction<List<String>> value) {
        series.all().forEach(labels -> gauge(name, says, unit, series, labels, () -> value.applyAsDouble(labels)));
    }

    private void gauge(
            String name, String says, String unit, Series series, List<String> labels, Supplier<Number> value) {
        Gauge.builder(PREFIX + name, value)
                .description(says)
                .baseUnit(unit)
                .tags(series.tags(labels))
                .register(registry);
    }
}
