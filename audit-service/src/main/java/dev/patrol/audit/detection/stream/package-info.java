/**
 * Carries entries through the detector as a Kafka Streams topology: its state is in stores with changelogs, so it survives
 * restarts and spreads over instances, and each entry counts exactly once.
 */
package dev.patrol.audit.detection.stream;
