/**
 * Finds and mends what no rotation can: tokens that Patrol made and nobody can read, and predecessors that outlived their
 * time. Touches no token that does not bear Patrol's mark.
 */
package dev.patrol.rotator.reconciliation;
