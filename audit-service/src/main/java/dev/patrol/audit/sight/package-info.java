/** Whether the audit log can be seen, and if not, why and what to do: in words, for the log and the health check. */
package dev.patrol.audit.sight;
