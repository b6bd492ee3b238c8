package dev.patrol.notifier.mail;

import dev.patrol.model.MailUndelivered;
import dev.patrol.model.wire.Envelope;
import java.util.Map;

/** "Somebody is not reached." */
final class MailUndeliveredMail implements MailComposer<MailUndelivered> {
    private final MailWriter writer;

    MailUndeliveredMail(MailWriter writer) {
        this.writer = writer;
    }

    @Override
    public Class<MailUndelivered> type() {
        return MailUndelivered.class;
    }

    @Override
    public Mail compose(Envelope<MailUndelivered> envelope) {
        MailUndelivered event = envelope.payload();
        String subject = "Mail to " + OutsideText.name(event.recipient())
                + (event.refused() ? " is refused" : " could not be delivered");
        return writer.write("mail-undelivered", Frame.of(envelope), subject, Map.of("event", event));
    }
}
