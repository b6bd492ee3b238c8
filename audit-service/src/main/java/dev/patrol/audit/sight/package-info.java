/**
 * Whether the audit log can be seen, and if not, why and what to do: in words, for the log, the health check and, where it
 * lasts, for people. {@code Alarms}, {@code Rhythm} and {@code Obstacles} decide.
 */
package dev.patrol.audit.sight;
