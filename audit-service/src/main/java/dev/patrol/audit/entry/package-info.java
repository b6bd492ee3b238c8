/** Which entries of the audit log concern a token, and how they are told. Plain functions. */
package dev.patrol.audit.entry;
