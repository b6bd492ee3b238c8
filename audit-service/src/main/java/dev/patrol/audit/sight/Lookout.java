package dev.patrol.audit.sight;

import dev.patrol.service.messaging.Publisher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks every few seconds whether the audit logs are seen, and announces where one is not. Apart from the polls, which may
 * have to wait for long or hang just then.
 */
@ApplicationScoped
class Lookout {
    private static final Logger LOG = Logger.getLogger(Lookout.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final Sights sights;
    private final SightSettings settings;
    private final Clock clock;
    private final Announcements announcements;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "audit-lookout"));

    Lookout(Sights sights, SightSettings settings, Publisher publisher, Clock clock) {
        this.sights = sights;
        this.settings = settings;
        this.clock = clock;
        this.announcements = new Announcements(publisher::announce);
    }

    void onStart(@Observes StartupEvent start) {
        long pause = BETWEEN_LOOKS.toMillis();
        thread.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    void onStop(@Observes ShutdownEvent stop) {
        thread.shutdownNow();
    }

    private void look() {
        try {
            sights.all()
                    .forEach(sight -> sight.alarms(clock.instant(), settings).forEach(announcements::add));
            announcements.deliver();
        } catch (RuntimeException broken) {
            // An exception would end the looking for ever.
            LOG.error(
                    "A look at what can be seen of the audit logs failed; the next one is tried nevertheless", broken);
        }
    }
}
