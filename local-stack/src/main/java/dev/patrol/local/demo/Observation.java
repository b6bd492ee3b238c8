package dev.patrol.local.demo;

/**
 * What was seen of one token of the demo.
 *
 * @param alive whether it can be used
 * @param livingSuccessors how many live tokens have its successor's name
 * @param secretHoldsSuccessor whether its secret's current value is that of its living successor
 * @param expiringEvents distinct events of each kind that concern it
 * @param mailsMissing events that are to be mailed and of which no mail has arrived
 * @param mailsTwice events of which more than one mail has arrived
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
        int mails,
        int mailsMissing,
        int mailsTwice) {}
