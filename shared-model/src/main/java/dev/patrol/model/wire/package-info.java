/** How records are written: JSON values, and CloudEvents 1.0 attributes as headers (Kafka binding, binary mode). */
package dev.patrol.model.wire;
