/**
 * Turns events into e-mail: each event that people should know of, once, as HTML with plain text beside it.
 *
 * <p>{@code events} reads the topics; {@code mail} writes the words, as a pure function of the event; {@code delivery}
 * hands mails to the SMTP server, with patience, and remembers what was sent.
 */
package dev.patrol.notifier;
