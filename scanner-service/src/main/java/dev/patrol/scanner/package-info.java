/**
 * Finds tokens near their expiry: {@code scan} walks the organization's tokens when it is told to, {@code selection},
 * {@code lineages} and {@code expiry} decide what is to be said of each, {@code inventory} keeps the topic of all tokens, and
 * {@code health} tells people how the last scan went.
 */
package dev.patrol.scanner;
