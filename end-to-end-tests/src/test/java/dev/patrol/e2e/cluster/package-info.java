/** Packaged services on a cluster of brokers, while brokers and services are restarted and topics grow. */
package dev.patrol.e2e.cluster;
