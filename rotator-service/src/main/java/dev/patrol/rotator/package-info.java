/**
 * Replaces tokens: creates the successor, stores it, sees it authenticate, revokes the old one, and says so.
 *
 * <p>{@code saga} decides, as a pure function of state and outcome, and touches nothing; {@code rotation} reads what is
 * due, does what the saga decides and announces; {@code tokens} and the secret store are the two systems it acts on.
 */
package dev.patrol.rotator;
