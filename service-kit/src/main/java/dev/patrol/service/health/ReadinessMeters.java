package dev.patrol.service.health;

import static org.eclipse.microprofile.health.HealthCheckResponse.Status.UP;

import dev.patrol.service.metrics.Label;
import dev.patrol.service.metrics.Meters;
import dev.patrol.service.metrics.Series;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Shows the checks that readiness is made of, so that a service which can't work is told of by more than what it does not do. A
 * check tells what was heard of late, and calls nobody: so it can be asked by whoever looks at the metrics.
 */
@ApplicationScoped
class ReadinessMeters {
    private static final Logger LOG = Logger.getLogger(ReadinessMeters.class);
    /** When what the checks ask has begun to work. */
    private static final int LAST = Integer.MAX_VALUE;

    private final Meters meters;
    private final Instance<HealthCheck> checks;

    ReadinessMeters(Meters meters, @Readiness Instance<HealthCheck> checks) {
        this.meters = meters;
        this.checks = checks;
    }

    void onStart(@Observes @Priority(LAST) StartupEvent start) {
        show(checks, meters);
    }

    /** A check keeps its name, so what there is at the start is all that there will be. */
    static void show(Iterable<HealthCheck> checks, Meters meters) {
        Map<String, HealthCheck> byWord = new LinkedHashMap<>();
        for (HealthCheck check : checks) {
            if (!(check instanceof InformationCheck)) {
                nameOf(check).ifPresent(name -> byWord.put(word(name), check));
            }
        }
        meters.gauge(
                "ready",
                "Whether the service can do its work now, by what it needs for that.",
                Series.by(Label.CHECK, byWord.keySet()),
                labels -> isUp(byWord.get(labels.get(0))) ? 1 : 0);
    }

    private static Optional<String> nameOf(HealthCheck check) {
        try {
            return Optional.of(check.call().getName());
        } catch (RuntimeException failed) {
            LOG.warn("A check of the readiness is not shown among the metrics", failed);
            return Optional.empty();
        }
    }

    /** Whoever asks for the health takes a check that fails for one that is down, too. */
    private static boolean isUp(HealthCheck check) {
        try {
            return check.call().getStatus() == UP;
        } catch (RuntimeException failed) {
            LOG.debug("A check has failed", failed);
            return false;
        }
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
