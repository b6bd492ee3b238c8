package dev.patrol.notifier.events;

import dev.patrol.notifier.outbox.Outbox;
import dev.patrol.service.health.VitalThreads;
import dev.patrol.service.metrics.ConsumerMeters;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Takes part in the group {@code notifier} for as long as the service runs. One member of it reads every topic whose events are
 * told, and tells them; the others stand by.
 */
@ApplicationScoped
class EventReader {
    private static final Logger LOG = Logger.getLogger(EventReader.class);
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(5);
    /** Shorter than the grace that whoever stops a process gives it. */
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final Map<String, Object> connection;
    private final Intake intake;
    private final Outbox outbox;
    private final ConsumerMeters meters;
    private final EventReading reading;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread = new Thread(this::takePartUntilTheEnd, "event-reader");

    EventReader(
            @Identifier("default-kafka-broker") Map<String, Object> connection,
            Intake intake,
            Outbox outbox,
            VitalThreads vital,
            ConsumerMeters meters,
            EventReading reading) {
        this.meters = meters;
        this.reading = reading;
        this.connection = connection;
        this.intake = intake;
        this.outbox = outbox;
        thread.setDaemon(true);
        vital.watch(thread);
    }

    void onStart(@Observes StartupEvent start) {
        thread.start();
    }

    /** Gives everything back, so that another instance goes on at once. */
    void onStop(@Observes ShutdownEvent stop) throws InterruptedException {
        ending.countDown();
        thread.join(FAREWELL.toMillis());
    }

    private boolean isEnding() {
        return ending.getCount() == 0;
    }

    private void takePartUntilTheEnd() {
        while (!isEnding()) {
            try (Membership membership = new Membership(connection, intake, outbox, meters)) {
                while (!isEnding()) {
                    if (membership.goOn()) {
                        reading.goesOn();
                    }
                }
            } catch (RuntimeException failed) {
                LOG.error("The topics can't be read; it is tried again", failed);
                reading.brokeOff(failed);
                waitBeforeAnotherTry();
            }
        }
    }

    private void waitBeforeAnotherTry() {
        try {
            ending.await(BEFORE_ANOTHER_TRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread to end it; the loop asks whether it ends.
            LOG.debug("Interrupted while waiting");
        }
    }
}
