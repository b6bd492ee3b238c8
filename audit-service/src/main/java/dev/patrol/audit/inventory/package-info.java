/** What the scanner's inventory ({@code patrol.tokens}) knows of the tokens that the audit log names. */
package dev.patrol.audit.inventory;
