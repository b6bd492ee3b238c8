package dev.patrol.service.metrics;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Gauges of one name that are counted in one go. All series are asked for one after the other, so one count answers for
 * a moment. Where counting fails no series has a value.
 */
final class Numbers {
    private static final Logger LOG = Logger.getLogger(Numbers.class);
    private static final long MOMENT = Duration.ofSeconds(1).toNanos();

    private final Series series;
    private final Supplier<? extends Map<List<String>, ? extends Number>> counted;
    private final Consumer<List<String>> maker;
    private final LongSupplier nanos;
    private final Set<List<String>> made = new HashSet<>();
    private Map<List<String>, Double> numbers = Map.of();
    private long countedAt;
    private boolean failed;

    /** @param maker makes the gauge of a series, which asks {@link #of} */
    Numbers(
            Series series,
            Supplier<? extends Map<List<String>, ? extends Number>> counted,
            Consumer<List<String>> maker,
            LongSupplier nanos) {
        this.series = series;
        this.counted = counted;
        this.maker = maker;
        this.nanos = nanos;
        this.countedAt = nanos.getAsLong() - MOMENT;
    }

    /** Has a gauge for every series that is known. Those of values that nobody told of come when there are some. */
    void begin() {
        series.all().forEach(this::make);
    }

    synchronized double of(List<String> labels) {
        if (nanos.getAsLong() - countedAt >= MOMENT) {
            count();
            countedAt = nanos.getAsLong();
        }
        return failed ? Double.NaN : numbers.getOrDefault(labels, 0.0);
    }

    private void count() {
        try {
            Map<List<String>, Double> now = new HashMap<>();
            counted.get().forEach((labels, number) -> now.merge(series.of(labels), number.doubleValue(), Double::sum));
            numbers = now;
            failed = false;
            now.keySet().forEach(this::make);
        } catch (RuntimeException e) {
            if (!failed) {
                LOG.warn("Some metrics have no value", e);
            }
            failed = true;
        }
    }

    private void make(List<String> labels) {
        if (made.add(labels)) {
            maker.accept(labels);
        }
    }
}
