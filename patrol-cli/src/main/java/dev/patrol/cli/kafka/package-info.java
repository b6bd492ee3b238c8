/** Reaches the topics: reads them without a consumer group, publishes commands, and says plainly why neither is possible. */
package dev.patrol.cli.kafka;
