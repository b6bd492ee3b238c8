package dev.patrol.notifier.delivery;

import dev.patrol.notifier.outbox.Outbox;
import dev.patrol.notifier.post.Post;
import dev.patrol.notifier.routing.NotificationSettings;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/** Goes a {@link Round} with each carrier, in a thread of its own: a webhook that does not answer holds up no mail. */
@ApplicationScoped
class Postman {
    private static final Logger LOG = Logger.getLogger(Postman.class);

    private final Outbox outbox;
    private final Duration tick;
    private final List<Thread> threads;
    private volatile boolean ending;

    Postman(
            Outbox outbox,
            Post post,
            @All List<Carrier> carriers,
            Escalation escalation,
            DeliveryMeters meters,
            Clock clock,
            NotificationSettings settings,
            MailSettings mail) {
        this.outbox = outbox;
        this.tick = settings.tick();
        this.threads = carriers.stream()
                .map(carrier -> new Round(carrier, outbox, post, escalation, meters, clock, mail))
                .map(round -> new Thread(() -> walk(round), "postman"))
                .toList();
    }

    void onStart(@Observes StartupEvent start) {
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
    }

    void onStop(@Observes ShutdownEvent stop) {
        ending = true;
    }

    private void walk(Round round) {
        while (!ending) {
            try {
                if (!round.bringNext()) {
                    outbox.awaitChange(tick);
                }
            } catch (RejectedExecutionException closed) {
                LOG.debug("The outbox was closed meanwhile", closed);
            } catch (RuntimeException broken) {
                LOG.error("A letter could not be worked on; it is tried again", broken);
                outbox.awaitChange(tick);
            }
        }
    }
}
