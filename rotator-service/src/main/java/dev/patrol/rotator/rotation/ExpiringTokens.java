package dev.patrol.rotator.rotation;

import dev.patrol.model.TokenExpiring;
import dev.patrol.model.Topic;
import dev.patrol.model.Trigger;
import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.saga.RotationPlan;
import dev.patrol.service.messaging.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Rotates what the scanner says is due. Records of one lineage are worked on in the order they came, different lineages at
 * the same time ({@code throttled.ordered=key}); a record is acknowledged when its rotation has come to an end, good or bad.
 */
@ApplicationScoped
class ExpiringTokens {
    private final Inbox inbox;
    private final Rotations rotations;

    ExpiringTokens(Inbox inbox, Rotations rotations) {
        this.inbox = inbox;
        this.rotations = rotations;
    }

    @Incoming(Topic.Names.TOKEN_EXPIRING)
    @Blocking(value = "rotations", ordered = false)
    void onExpiring(ConsumerRecord<String, byte[]> message) {
        Envelope<TokenExpiring> expiring = inbox.open(message, TokenExpiring.class);
        if (expiring.payload().rotationDue()) {
            rotations.run(new RotationPlan(expiring.payload().token(), Trigger.EXPIRY), expiring);
        }
    }
}
