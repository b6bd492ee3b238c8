/** Looks at the brokers, the topics and the rights on them. Writes nothing anywhere. */
package dev.patrol.cli.check.kafka;
