package dev.patrol.simulator.faults;

import java.util.Optional;

/**
 * What goes wrong with one call.
 *
 * @param delayBeforeMillis lateness before the work
 * @param delayAfterMillis lateness of the answer, after the work
 * @param failure instead of the usual answer
 */
public record FaultPlan(long delayBeforeMillis, long delayAfterMillis, Optional<Fault> failure) {

    public Optional<Fault> failureBeforeWork() {
        return failure.filter(fault -> !fault.comesAfterWork());
    }

    public Optional<Fault> failureAfterWork() {
        return failure.filter(Fault::comesAfterWork);
    }
}
