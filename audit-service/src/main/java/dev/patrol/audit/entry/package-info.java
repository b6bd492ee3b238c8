/** Which entries of the audit log are told, and how. Plain functions. */
package dev.patrol.audit.entry;
