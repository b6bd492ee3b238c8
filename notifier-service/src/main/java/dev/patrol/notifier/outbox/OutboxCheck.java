package dev.patrol.notifier.outbox;

import dev.patrol.service.health.InformationCheck;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells whether this instance has read the outbox back and tells people, or stands by for the one that does. It is always up. */
@Readiness
@ApplicationScoped
class OutboxCheck implements InformationCheck {
    private final Outbox outbox;

    OutboxCheck(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public HealthCheckResponse call() {
        boolean open = outbox.isOpen();
        return HealthCheckResponse.named("Outbox")
                .up()
                .withData("read back", open)
                .withData("waiting", open ? Integer.toString(outbox.size()) : "this instance stands by")
                .withData("under way", outbox.underWay())
                .build();
    }
}
