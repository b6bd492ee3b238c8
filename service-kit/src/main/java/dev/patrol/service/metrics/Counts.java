package dev.patrol.service.metrics;

import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Counts what happens, for one name. Never fails: what is counted has happened, and goes on. */
public final class Counts {
    private static final Logger LOG = Logger.getLogger(Counts.class);

    private final Series series;
    private final Function<List<String>, Counter> maker;
    private final Map<List<String>, Counter> counters = new ConcurrentHashMap<>();

    Counts(Series series, Function<List<String>, Counter> maker) {
        this.series = series;
        this.maker = maker;
        series.all().forEach(labels -> counters.put(labels, maker.apply(labels)));
    }

    /** @param values of the labels, in their order */
    public void one(String... values) {
        add(1, values);
    }

    public void add(long number, String... values) {
        try {
            counters.computeIfAbsent(series.of(List.of(values)), maker).increment(number);
        } catch (RuntimeException notCounted) {
            LOG.debug("Not counted", notCounted);
        }
    }
}
