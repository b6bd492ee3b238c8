package dev.patrol.audit.reading;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Polls from the start of the service to its end: for each organization one poll at a time, each followed by its own pause. */
@ApplicationScoped
class Polling {
    private static final Logger LOG = Logger.getLogger(Polling.class);
    private static final Duration LAST_WINDOW = Duration.ofSeconds(5);

    private final Readings readings;
    private final ReadingSettings settings;
    private final ScheduledExecutorService threads;

    Polling(Readings readings, ReadingSettings settings) {
        this.readings = readings;
        this.settings = settings;
        this.threads =
                Executors.newScheduledThreadPool(readings.pollers().size(), work -> new Thread(work, "audit-poll"));
    }

    void onStart(@Observes StartupEvent start) {
        readings.pollers().forEach(poller -> threads.execute(() -> pollAndGoOn(poller)));
    }

    void onStop(@Observes ShutdownEvent stop) throws InterruptedException {
        readings.pollers().forEach(AuditPoller::stop);
        threads.shutdown();
        if (!threads.awaitTermination(LAST_WINDOW.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
        }
    }

    private void pollAndGoOn(AuditPoller poller) {
        Duration pause = settings.longestPause();
        try {
            pause = poller.poll();
        } catch (Throwable broken) {
            LOG.error("A poll of the audit log broke off; the next one is tried nevertheless", broken);
            throw broken;
        } finally {
            goOnAfter(pause, poller);
        }
    }

    private void goOnAfter(Duration pause, AuditPoller poller) {
        try {
            threads.schedule(() -> pollAndGoOn(poller), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("No further poll: the service stops");
        }
    }
}
