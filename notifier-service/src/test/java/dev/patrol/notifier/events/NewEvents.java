package dev.patrol.notifier.events;

import dev.patrol.model.Event;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.notifier.mail.SampleEvents;
import java.util.UUID;

/** Events like the samples, of which nothing was told yet. */
public final class NewEvents {
    private NewEvents() {}

    public static Envelope<? extends Event> like(String sample) {
        Envelope<? extends Event> event = SampleEvents.byName().get(sample);
        return new Envelope<>(
                UUID.randomUUID().toString(),
                event.source(),
                event.time(),
                event.correlationId(),
                event.causationId(),
                ofAnotherToken(event.payload()));
    }

    private static Event ofAnotherToken(Event event) {
        if (!(event instanceof TokenExpiring expiring)) {
            return event;
        }
        Token token = expiring.token();
        Token other = new Token(
                token.organization(),
                UUID.randomUUID(),
                token.displayName(),
                token.lineage(),
                token.secretName(),
                token.scopes(),
                token.validFrom(),
                token.validTo(),
                token.allOrganizations(),
                token.owner());
        return new TokenExpiring(
                other, expiring.daysLeft(), expiring.milestone(), expiring.rotationDue(), expiring.rotationPlanned());
    }
}
