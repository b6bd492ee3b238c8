/** How near a token is to its expiry. */
package dev.patrol.scanner.expiry;
