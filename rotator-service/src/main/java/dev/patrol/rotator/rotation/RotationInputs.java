package dev.patrol.rotator.rotation;

import dev.patrol.model.Payload;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.service.messaging.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * What the rotator reacts to. One consumer reads all of it, so that all records of a lineage are with one instance; different
 * lineages are worked on at the same time. A record is acknowledged when what follows from it is in the ledger or has ended.
 */
@ApplicationScoped
class RotationInputs {
    static final String CHANNEL = "rotation-inputs";

    private final Inbox inbox;
    private final Rotations rotations;

    RotationInputs(Inbox inbox, Rotations rotations) {
        this.inbox = inbox;
        this.rotations = rotations;
    }

    @Incoming(CHANNEL)
    @Blocking(value = "rotations", ordered = false)
    @SuppressWarnings("unchecked")
    void onMessage(ConsumerRecord<String, byte[]> message) {
        Envelope<?> envelope = inbox.open(message);
        Payload payload = envelope.payload();
        if (payload instanceof TokenExpiring expiring) {
            if (expiring.rotationDue()) {
                rotations.due((Envelope<TokenExpiring>) envelope);
            }
        } else if (payload instanceof RotationAcknowledged) {
            rotations.acknowledged((Envelope<RotationAcknowledged>) envelope);
        } else {
            throw new MalformedMessage("A " + envelope.type().typeName() + " does not belong on " + message.topic());
        }
    }
}
