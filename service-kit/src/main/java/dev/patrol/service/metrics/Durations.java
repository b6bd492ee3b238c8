package dev.patrol.service.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Notes how long something took, for one name. Never fails. */
public final class Durations {
    private static final Logger LOG = Logger.getLogger(Durations.class);

    private final Series series;
    private final Function<List<String>, Timer> maker;
    private final Map<List<String>, Timer> timers = new ConcurrentHashMap<>();

    Durations(Series series, Function<List<String>, Timer> maker) {
        this.series = series;
        this.maker = maker;
        series.all().forEach(labels -> timers.put(labels, maker.apply(labels)));
    }

    /** @param values of the labels, in their order */
    public void took(Duration duration, String... values) {
        try {
            timers.computeIfAbsent(series.of(List.of(values)), maker).record(duration);
        } catch (RuntimeException notNoted) {
            LOG.debug("Not noted", notNoted);
        }
    }
}
