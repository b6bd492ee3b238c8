package dev.patrol.notifier.delivery;

import dev.patrol.notifier.delivery.SentMails.Delivery;
import dev.patrol.notifier.mail.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Sends mails. Guarantees:
 *
 * <ul>
 *   <li>A delivery is done only when the SMTP server has taken the mail for every recipient.
 *   <li>While the server can't take mail, it is tried again, ever less often, for {@link MailSettings#patience}.
 *   <li>A recipient that the server refuses is given up at once, and costs the other recipients nothing.
 *   <li>What is remembered as sent is not sent again. What is sent again after a crash has the same {@code Message-ID},
 *       by which mail servers and programs drop repeats.
 * </ul>
 */
@ApplicationScoped
public class MailDelivery {
    private static final Logger LOG = Logger.getLogger(MailDelivery.class);

    /**
     * Answers about the login or the encryption (RFC 4954, RFC 3207), permanent in name only: somebody mends a setting, and
     * until then no mail is lost.
     */
    private static final Set<Integer> ABOUT_THE_CONNECTION = Set.of(530, 534, 535, 538);

    private static final double JITTER = 0.2;

    private final ReactiveMailer mailer;
    private final SentMails sent;
    private final MailServerContact contact;
    private final MailSettings settings;
    private final Clock clock;

    /** The mail client is called from one event loop only: called from elsewhere, it can miss a server's greeting. */
    private final Executor eventLoop;

    private final List<String> recipients;
    private final String sender;

    MailDelivery(
            ReactiveMailer mailer,
            SentMails sent,
            MailServerContact contact,
            MailSettings settings,
            Clock clock,
            Vertx vertx) {
        this.mailer = mailer;
        this.sent = sent;
        this.contact = contact;
        this.settings = settings;
        this.clock = clock;
        Context context = VertxContext.getRootContext(vertx.getOrCreateContext());
        this.eventLoop = task -> context.runOnContext(ignored -> task.run());
        this.recipients =
                settings.recipients().stream().map(String::strip).distinct().toList();
        this.sender = settings.sender().orElse(recipients.get(0));
    }

    /**
     * Sends the mail of an event to everybody who has not got it yet.
     *
     * @param eventId the event's {@code ce_id}
     * @return completes when the server has taken it for everybody; fails when somebody could not be reached, and then all
     *     others have been
     */
    public Uni<Void> deliver(String eventId, Mail mail) {
        List<Uni<Void>> deliveries = recipients.stream()
                .map(recipient -> new Delivery(eventId, recipient))
                .filter(delivery -> !sent.contains(delivery))
                .map(delivery -> deliver(delivery, mail))
                .toList();
        if (deliveries.isEmpty()) {
            LOG.debugf("Event %s was mailed before", eventId);
            return Uni.createFrom().voidItem();
        }
        return Uni.join()
                .all(deliveries)
                .andCollectFailures()
                .onFailure(CompositeException.class)
                .transform(MailDelivery::inOne)
                .replaceWithVoid();
    }

    private Uni<Void> deliver(Delivery delivery, Mail mail) {
        Instant deadline = clock.instant().plus(settings.patience());
        return Uni.createFrom()
                .deferred(() -> mailer.send(message(delivery, mail)))
                .runSubscriptionOn(eventLoop)
                .ifNoItem()
                .after(settings.timeout())
                .fail()
                .invoke(contact::succeeded)
                .onFailure(MailDelivery::isPassing)
                .invoke(contact::failed)
                .onFailure()
                .retry()
                .withBackOff(settings.retryDelay(), settings.retryMaxDelay())
                .withJitter(JITTER)
                .until(failure -> isPassing(failure) && clock.instant().isBefore(deadline))
                .onFailure()
                .transform(failure -> undelivered(delivery, failure))
                .onFailure()
                .invoke(failure -> LOG.errorf("Event %s: %s", delivery.eventId(), failure.getMessage()))
                .invoke(() -> sent.add(delivery))
                .invoke(() -> LOG.infof("Mailed event %s: %s", delivery.eventId(), mail.subject()));
    }

    private io.quarkus.mailer.Mail message(Delivery delivery, Mail mail) {
        io.quarkus.mailer.Mail message = new io.quarkus.mailer.Mail()
                .setFrom(sender)
                .addTo(delivery.recipient())
                .setHtml(mail.html())
                .setText(mail.text())
                .addHeader("Subject", EncodedSubject.of(mail.subject()))
                .addHeader("Message-ID", messageId(delivery.eventId()))
                // RFC 3834: nobody's out-of-office program answers.
                .addHeader("Auto-Submitted", "auto-generated");
        if (mail.urgent()) {
            message.addHeader("Importance", "high");
        }
        return message;
    }

    /** Follows from the event's id alone. The id comes from outside, so it is not in it as it is. */
    private String messageId(String eventId) {
        UUID id = UUID.nameUUIDFromBytes(eventId.getBytes(StandardCharsets.UTF_8));
        return "<" + id + "@" + sender.substring(sender.indexOf('@') + 1) + ">";
    }

    private static boolean isPassing(Throwable failure) {
        if (failure instanceof SMTPException answer) {
            return !answer.isPermanent() || ABOUT_THE_CONNECTION.contains(answer.getReplyCode());
        }
        return !(failure instanceof IllegalArgumentException);
    }

    private static UndeliveredMail undelivered(Delivery delivery, Throwable failure) {
        return isPassing(failure)
                ? new UndeliveredMail.GivenUp(delivery.recipient(), failure)
                : new UndeliveredMail.Refused(delivery.recipient(), failure);
    }

    private static Throwable inOne(CompositeException failures) {
        return failures.getCauses().size() == 1 ? failures.getCause() : new UndeliveredMail.ToSeveral(failures);
    }
}
