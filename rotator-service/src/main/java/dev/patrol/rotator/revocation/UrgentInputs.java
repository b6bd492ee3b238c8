package dev.patrol.rotator.revocation;

import dev.patrol.service.messaging.Inbox;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * What asks for a revocation that can't wait. A consumer group of its own, so that no rotation is ever before it; what follows
 * for the lineage comes from the same records by {@code rotation-inputs}.
 */
@ApplicationScoped
class UrgentInputs {
    static final String CHANNEL = "urgent-revocations";

    private final Inbox inbox;
    private final UrgentRevocations revocations;

    UrgentInputs(Inbox inbox, UrgentRevocations revocations) {
        this.inbox = inbox;
        this.revocations = revocations;
    }

    /** One that has to be tried for long keeps no other waiting. */
    @Incoming(CHANNEL)
    @Blocking(value = CHANNEL, ordered = false)
    Uni<Void> onMessage(ConsumerRecord<String, byte[]> message) {
        return inbox.handleLater(message, () -> Revocation.askedFor(inbox.open(message))
                .map(revocations::revoke)
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }
}
