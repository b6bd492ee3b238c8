/** Signs commands, for a rotator that does not trust the broker alone. */
package dev.patrol.cli.signing;
