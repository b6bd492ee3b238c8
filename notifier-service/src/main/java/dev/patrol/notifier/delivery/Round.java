package dev.patrol.notifier.delivery;

import dev.patrol.notifier.delivery.DeliveryMeters.Outcome;
import dev.patrol.notifier.entry.Fate;
import dev.patrol.notifier.outbox.Outbox;
import dev.patrol.notifier.post.Letter;
import dev.patrol.notifier.post.Post;
import dev.patrol.notifier.routing.Recipient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/**
 * Brings the letters of one carrier, one after the other. Guarantees:
 *
 * <ul>
 *   <li>A letter is settled only when the recipient's server has taken it, or was given up and escalated.
 *   <li>While a server takes nothing, all of its letters wait, and it is tried again ever less often, without end.
 *   <li>A recipient who is put off or refused costs the others nothing. One who is put off gets their letters in order, urgent
 *       ones first, or is given up after {@link MailSettings#patience}.
 *   <li>What is settled is not sent again.
 * </ul>
 */
final class Round {
    private static final Logger LOG = Logger.getLogger(Round.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Carrier carrier;
    private final Outbox outbox;
    private final Post post;
    private final Escalation escalation;
    private final DeliveryMeters meters;
    private final Clock clock;
    private final Duration patience;
    private final Tries<Recipient> recipients;
    private final Tries<Carrier> server;

    Round(
            Carrier carrier,
            Outbox outbox,
            Post post,
            Escalation escalation,
            DeliveryMeters meters,
            Clock clock,
            MailSettings settings) {
        this.carrier = carrier;
        this.outbox = outbox;
        this.post = post;
        this.escalation = escalation;
        this.meters = meters;
        this.clock = clock;
        this.patience = settings.patience();
        this.recipients = new Tries<>(settings.retryDelay(), settings.retryMaxDelay());
        this.server = new Tries<>(settings.retryDelay(), settings.retryMaxDelay());
    }

    /**
     * Tries the letter that is next.
     *
     * @return whether there was one
     */
    boolean bringNext() {
        Instant now = clock.instant();
        if (!server.mayTry(carrier, now)) {
            return false;
        }
        Optional<Letter> next = outbox.due(post).stream()
                .filter(letter -> carrier.serves(letter.to().kind()) && recipients.mayTry(letter.to(), now))
                .findFirst();
        next.ifPresent(this::bring);
        return next.isPresent();
    }

    private void bring(Letter letter) {
        if (!outbox.take(letter)) {
            return;
        }
        try {
            send(letter);
        } finally {
            outbox.putBack(letter);
        }
    }

    private void send(Letter letter) {
        try {
            carrier.carry(letter);
            recipients.succeeded(letter.to());
            server.succeeded(carrier);
            meters.became(letter, Outcome.SENT);
            settle(letter, Fate.SENT);
        } catch (Undelivered.ServerAway away) {
            server.failed(carrier, clock.instant());
            meters.became(letter, Outcome.FAILED);
        } catch (Undelivered.PutOff putOff) {
            server.succeeded(carrier);
            if (recipients.failed(letter.to(), clock.instant()).compareTo(patience) >= 0) {
                escalation.escalate(letter, false, putOff.getMessage());
                settle(letter, Fate.GIVEN_UP);
                meters.became(letter, Outcome.GIVEN_UP);
            } else {
                meters.became(letter, Outcome.FAILED);
            }
        } catch (Undelivered.Unwritable unwritable) {
            LOG.error("A letter goes to the dead letters", unwritable);
            letter.entries().forEach(entry -> escalation.deadLetter(entry, unwritable.getMessage()));
            settle(letter, Fate.GIVEN_UP);
            meters.became(letter, Outcome.GIVEN_UP);
        } catch (Undelivered refused) {
            server.succeeded(carrier);
            escalation.escalate(letter, true, refused.getMessage());
            settle(letter, Fate.REFUSED);
            meters.became(letter, Outcome.REFUSED);
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
