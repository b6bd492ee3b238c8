/**
 * Follows an organization's audit log and puts every entry that concerns a token on {@code patrol.audit-entries}; reports each week.
 *
 * <p>{@code reading} polls: which window is next, what is published, where to go on after a restart. {@code entry} tells
 * which entries concern a token and how they are told. {@code inventory} knows the lineage of a token. {@code sight} says
 * in words whether the log can be seen at all. {@code detection} and {@code report} read topics and nothing of this.
 */
package dev.patrol.audit;
