/**
 * The state of every rotation, kept on the compacted topic {@code patrol.rotation-ledger} by lineage, and read back for the
 * partitions that this instance is given before work on them starts.
 */
package dev.patrol.rotator.ledger;
