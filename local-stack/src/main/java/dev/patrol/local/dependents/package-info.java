/** The services that read tokens from the vault, as far as Patrol sees them: they acknowledge, or they don't. */
package dev.patrol.local.dependents;
