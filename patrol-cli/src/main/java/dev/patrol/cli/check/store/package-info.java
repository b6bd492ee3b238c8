/** Writes, reads and takes out of use one secret that is no token. */
package dev.patrol.cli.check.store;
