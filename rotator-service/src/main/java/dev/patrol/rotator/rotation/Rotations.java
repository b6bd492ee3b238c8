package dev.patrol.rotator.rotation;

import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.saga.Action;
import dev.patrol.rotator.saga.Decision;
import dev.patrol.rotator.saga.Outcome;
import dev.patrol.rotator.saga.RotationPlan;
import dev.patrol.rotator.saga.RotationSaga;
import jakarta.enterprise.context.ApplicationScoped;

/** Carries a rotation from its plan to its end: asks the saga, does what it says, announces where it has come. */
@ApplicationScoped
class Rotations {
    private final RotationSaga saga;
    private final RotationHands.Factory hands;
    private final Announcements announcements;

    Rotations(RotationSettings settings, RotationHands.Factory hands, Announcements announcements) {
        this.saga = new RotationSaga(settings.creationAttempts());
        this.hands = hands;
        this.announcements = announcements;
    }

    /** Returns when the rotation has ended and its end is announced. */
    void run(RotationPlan plan, Envelope<?> cause) {
        RotationHands own = hands.forOne(plan);
        Decision decision = saga.begin(plan);
        announcements.reached(decision.state(), plan, cause);
        while (decision.action().isPresent()) {
            Action action = decision.action().get();
            Outcome outcome = own.perform(action);
            Decision next = saga.next(plan, decision.state(), action, outcome);
            if (!next.state().equals(decision.state())) {
                announcements.reached(next.state(), plan, cause);
            }
            decision = next;
        }
    }
}
