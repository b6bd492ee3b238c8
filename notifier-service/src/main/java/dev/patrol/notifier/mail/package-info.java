/**
 * The words: one {@link dev.patrol.notifier.mail.MailComposer} and one pair of templates ({@code templates/mails}, HTML
 * and plain text) per type of event. Nothing here looks at a clock, a network or a setting.
 */
package dev.patrol.notifier.mail;
