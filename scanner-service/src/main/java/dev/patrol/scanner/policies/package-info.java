/** Judges an organization by its policies, as far as Patrol is let see it. */
package dev.patrol.scanner.policies;
