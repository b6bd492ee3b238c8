/** A real Kafka broker (KRaft, one node) within a JVM: for the local stack, and for tests that need a broker. */
package dev.patrol.kafka.embedded;
