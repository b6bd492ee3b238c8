/**
 * Decides from audited actions whether a token is in wrong hands: pure, and without clock. What was seen before comes from
 * {@code memory}, what is suspicious is decided by {@code rules}, and {@code stream} carries entries and findings through Kafka.
 */
package dev.patrol.audit.detection;
