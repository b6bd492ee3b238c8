package dev.patrol.e2e.faults;

import static org.awaitility.Awaitility.await;

import dev.patrol.e2e.faults.Trouble.Strike;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** One token on its way through a trouble. */
record Scene(RotatorSite world, Fleet fleet, Token token, Invariants invariants) {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    void awaitStruck(Strike strike) {
        until("the fault strikes", strike::hasStruck);
    }

    void until(String what, BooleanSupplier condition) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(condition::getAsBoolean);
    }

    Rotator worker() {
        return fleet.workingOn(token.secretName());
    }

    /** As every scan says it again. */
    void announceDue() {
        world.announceDue(token);
    }
}
