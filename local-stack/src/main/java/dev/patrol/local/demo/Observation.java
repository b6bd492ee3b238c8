package dev.patrol.local.demo;

import java.util.List;
import java.util.Optional;

/**
 * What was seen of one token of the demo.
 *
 * @param alive whether it can be used
 * @param livingSuccessors how many live tokens have its successor's name
 * @param secretHoldsSuccessor whether its secret's current value is that of its living successor
 * @param expiringEvents distinct events of each kind that concern it
 * @param overlap how its overlap ended; empty while it has not
 * @param mails what was mailed of it; empty where mails go elsewhere
 */
record Observation(
        boolean alive,
        int livingSuccessors,
        boolean secretHoldsSuccessor,
        int expiringEvents,
        int rotatedEvents,
        int revokedEvents,
        int failedEvents,
        int violationEvents,
        int compromisedEvents,
        Optional<OverlapEnd> overlap,
        Optional<Mailed> mails) {

    /**
     * What was mailed of one token.
     *
     * @param count all mails in which it is
     * @param asMissing dependents that the mail of its revocation names
     * @param missing events that are to be mailed and of which no mail has arrived
     * @param twice events of which more than one mail has arrived
     */
    record Mailed(int count, List<String> asMissing, int missing, int twice) {}
}
