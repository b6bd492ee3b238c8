/** The rotations under way, as the rotator's ledger has them; its form is the rotator's, so it is read leniently. */
package dev.patrol.cli.ledger;
