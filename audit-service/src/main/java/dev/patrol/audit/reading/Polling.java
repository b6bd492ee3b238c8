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

/** Polls from the start of the service to its end: one poll at a time, on one thread, each followed by its own pause. */
@ApplicationScoped
class Polling {
    private static final Logger LOG = Logger.getLogger(Polling.class);
    private static final Duration LAST_WINDOW = Duration.ofSeconds(5);

    private final AuditPoller poller;
    private final ReadingSettings settings;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "audit-poll"));

    Polling(AuditPoller poller, ReadingSettings settings) {
        this.poller = poller;
        this.settings = settings;
    }

    void onStart(@Observes StartupEvent start) {
        thread.execute(this::pollAndGoOn);
    }

    void onStop(@Observes ShutdownEvent stop) throws InterruptedException {
        poller.stop();
        thread.shutdown();
        if (!thread.awaitTermination(LAST_WINDOW.toMillis(), TimeUnit.MILLISECONDS)) {
            thread.shutdownNow();
        }
    }

    private void pollAndGoOn() {
        Duration pause = settings.longestPause();
        try {
            pause = poller.poll();
        } catch (Throwable broken) {
            LOG.error("A poll of the audit log broke off; the next one is tried nevertheless", broken);
            throw broken;
        } finally {
            goOnAfter(pause);
        }
    }

    private void goOnAfter(Duration pause) {
        try {
            thread.schedule(this::pollAndGoOn, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("No further poll: the service stops");
        }
    }
}
