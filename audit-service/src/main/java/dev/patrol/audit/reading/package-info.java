/**
 * Reading the audit log without losing an entry: windows that overlap, repeats dropped by entry id, and a position that
 * moves only when the broker has everything before it. {@code Election} shares the organizations among the instances, {@code
 * Duty} and {@code Shift} follow what falls to this one. {@code Window}, {@code Reach}, {@code Progress}, {@code Steps} and {@code Pace}
 * decide and know neither network nor clock; the other classes act.
 */
package dev.patrol.audit.reading;
