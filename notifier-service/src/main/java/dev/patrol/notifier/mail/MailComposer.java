package dev.patrol.notifier.mail;

import dev.patrol.model.Event;
import dev.patrol.model.wire.Envelope;

/**
 * Writes the mail of one type of event. The same event gives the same mail.
 *
 * @param <T> the type of event
 */
interface MailComposer<T extends Event> {
    Class<T> type();

    Mail compose(Envelope<T> event);
}
