package dev.patrol.notifier.delivery;

import dev.patrol.notifier.outbox.Fate;
import dev.patrol.notifier.outbox.Outbox;
import dev.patrol.notifier.post.Letter;
import dev.patrol.notifier.post.Post;
import dev.patrol.notifier.routing.NotificationSettings;
import dev.patrol.notifier.routing.Recipient;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/**
 * Brings what is due, one letter after the other. Guarantees:
 *
 * <ul>
 *   <li>A letter is settled only when the recipient's server has taken it, or was given up and escalated.
 *   <li>While a server takes nothing, all of its letters wait, and it is tried again ever less often, without end.
 *   <li>A recipient who is put off or refused costs the others nothing. One who is put off gets their letters in order, urgent
 *       ones first, or is given up after {@link MailSettings#patience}.
 *   <li>What is settled is not sent again.
 * </ul>
 */
@ApplicationScoped
class Postman {
    private static final Logger LOG = Logger.getLogger(Postman.class);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final Post post;
    private final List<Carrier> carriers;
    private final Escalation escalation;
    private final Clock clock;
    private final Duration tick;
    private final Duration patience;
    private final Tries<Recipient> recipients;
    private final Tries<Carrier> servers;
    private final Thread thread = new Thread(this::work, "postman");
    private volatile boolean ending;

    Postman(
            Outbox outbox,
            Post post,
            @All List<Carrier> carriers,
            Escalation escalation,
            Clock clock,
            NotificationSettings settings,
            MailSettings mail) {
        this.outbox = outbox;
        this.post = post;
        this.carriers = carriers;
        this.escalation = escalation;
        this.clock = clock;
        this.tick = settings.tick();
        this.patience = mail.patience();
        this.recipients = new Tries<>(mail.retryDelay(), mail.retryMaxDelay());
        this.servers = new Tries<>(mail.retryDelay(), mail.retryMaxDelay());
        thread.setDaemon(true);
    }

    void onStart(@Observes StartupEvent start) {
        thread.start();
    }

    void onStop(@Observes ShutdownEvent stop) {
        ending = true;
    }

    private void work() {
        while (!ending) {
            try {
                if (!bringNext()) {
                    outbox.awaitChange(tick);
                }
            } catch (RejectedExecutionException ended) {
                LOG.debug("The outbox was closed meanwhile");
            } catch (RuntimeException broken) {
                LOG.error("A letter could not be worked on; it is tried again", broken);
                outbox.awaitChange(tick);
            }
        }
    }

    /** @return whether something was tried */
    private boolean bringNext() {
        outbox.settleHalfSettled();
        Instant now = clock.instant();
        Optional<Letter> next = outbox.due(post).stream()
                .filter(letter -> recipients.mayTry(letter.to(), now) && servers.mayTry(carrierOf(letter), now))
                .findFirst();
        next.ifPresent(this::bring);
        return next.isPresent();
    }

    private Carrier carrierOf(Letter letter) {
        return carriers.stream()
                .filter(carrier -> carrier.serves(letter.to().kind()))
                .findFirst()
                .orElseThrow();
    }

    private void bring(Letter letter) {
        try {
            if (outbox.take(letter)) {
                send(letter);
            }
        } finally {
            outbox.putBack(letter);
        }
    }

    private void send(Letter letter) {
        Carrier carrier = carrierOf(letter);
        try {
            carrier.carry(letter);
            recipients.succeeded(letter.to());
            servers.succeeded(carrier);
            settle(letter, Fate.SENT);
        } catch (Undelivered.ServerAway away) {
            servers.failed(carrier, clock.instant());
        } catch (Undelivered.PutOff putOff) {
            servers.succeeded(carrier);
            if (recipients.failed(letter.to(), clock.instant()).compareTo(patience) >= 0) {
                escalation.escalate(letter, false, putOff.getMessage());
                settle(letter, Fate.GIVEN_UP);
            }
        } catch (Undelivered.Unwritable unwritable) {
            LOG.error("A letter goes to the dead letters", unwritable);
            letter.entries().forEach(entry -> escalation.deadLetter(entry, unwritable.getMessage()));
            settle(letter, Fate.GIVEN_UP);
        } catch (Undelivered refused) {
            servers.succeeded(carrier);
            escalation.escalate(letter, true, refused.getMessage());
            settle(letter, Fate.REFUSED);
        }
    }

    /** What was sent is not sent again only because it can't be written down yet. */
    private void settle(Letter letter, Fate fate) {
        while (true) {
            try {
                outbox.settle(letter, fate);
                return;
            } catch (RejectedExecutionException closed) {
                throw closed;
            } catch (RuntimeException unwritten) {
                LOG.error("What became of a letter can't be written down; it is tried again", unwritten);
                outbox.awaitChange(PAUSE);
                outbox.requireOpen();
            }
        }
    }
}
