/**
 * Revokes many tokens at once: all users' where Patrol has the rights of a token administrator, at least its own where it has
 * not.
 */
package dev.patrol.rotator.breakglass;
