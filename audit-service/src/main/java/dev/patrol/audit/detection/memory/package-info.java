/** What is remembered of a lineage between two entries, bounded, and by event time alone. */
package dev.patrol.audit.detection.memory;
