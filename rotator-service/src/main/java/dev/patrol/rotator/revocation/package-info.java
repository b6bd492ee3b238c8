/**
 * Revokes at once what is in wrong hands, apart from the rotations: nothing here waits for a lineage that is worked on, for
 * the vault, or for a batch of tokens that are due.
 */
package dev.patrol.rotator.revocation;
