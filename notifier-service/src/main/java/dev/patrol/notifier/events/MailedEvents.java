package dev.patrol.notifier.events;

import dev.patrol.model.AuditReport;
import dev.patrol.model.Event;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.SignInRequired;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenUnused;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.notifier.delivery.MailDelivery;
import dev.patrol.notifier.mail.MailComposers;
import dev.patrol.service.messaging.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads every topic whose events are mailed. Each topic is worked on by itself, one record after the other: the next is
 * taken only when the mail of the one before is with the SMTP server or among the dead letters. So nothing queues up here
 * while the server is away, and routine mail that can't be sent does not hold up a security alert.
 */
@ApplicationScoped
class MailedEvents {
    private final Inbox inbox;
    private final MailComposers composers;
    private final MailDelivery delivery;

    MailedEvents(Inbox inbox, MailComposers composers, MailDelivery delivery) {
        this.inbox = inbox;
        this.composers = composers;
        this.delivery = delivery;
    }

    @Incoming(Topic.Names.TOKEN_EXPIRING)
    Uni<Void> onExpiring(ConsumerRecord<String, byte[]> message) {
        return mail(message, TokenExpiring.class);
    }

    @Incoming(Topic.Names.TOKEN_ROTATED)
    Uni<Void> onRotated(ConsumerRecord<String, byte[]> message) {
        return mail(message, TokenRotated.class);
    }

    @Incoming(Topic.Names.TOKEN_REVOKED)
    Uni<Void> onRevoked(ConsumerRecord<String, byte[]> message) {
        return mail(message, TokenRevoked.class);
    }

    @Incoming(Topic.Names.ROTATION_FAILED)
    Uni<Void> onFailed(ConsumerRecord<String, byte[]> message) {
        return mail(message, RotationFailed.class);
    }

    @Incoming(Topic.Names.TOKEN_COMPROMISED)
    Uni<Void> onCompromised(ConsumerRecord<String, byte[]> message) {
        return mail(message, TokenCompromised.class);
    }

    @Incoming(Topic.Names.TOKEN_UNUSED)
    Uni<Void> onUnused(ConsumerRecord<String, byte[]> message) {
        return mail(message, TokenUnused.class);
    }

    @Incoming(Topic.Names.POLICY_VIOLATED)
    Uni<Void> onPolicyViolated(ConsumerRecord<String, byte[]> message) {
        return mail(message, PolicyViolated.class);
    }

    @Incoming(Topic.Names.SIGN_IN_REQUIRED)
    Uni<Void> onSignInRequired(ConsumerRecord<String, byte[]> message) {
        return mail(message, SignInRequired.class);
    }

    @Incoming(Topic.Names.AUDIT_REPORT)
    Uni<Void> onReport(ConsumerRecord<String, byte[]> message) {
        return mail(message, AuditReport.class);
    }

    private <T extends Event> Uni<Void> mail(ConsumerRecord<String, byte[]> message, Class<T> type) {
        Envelope<T> event = inbox.open(message, type);
        return delivery.deliver(event.id(), composers.compose(event));
    }
}
