package dev.patrol.notifier.mail;

import dev.patrol.model.RotationFailed;
import dev.patrol.model.wire.Envelope;
import java.util.Map;

/** "A token could not be rotated", and what a person can do. */
final class RotationFailedMail implements MailComposer<RotationFailed> {
    private final MailWriter writer;

    RotationFailedMail(MailWriter writer) {
        this.writer = writer;
    }

    @Override
    public Class<RotationFailed> type() {
        return RotationFailed.class;
    }

    @Override
    public Mail compose(Envelope<RotationFailed> envelope) {
        RotationFailed event = envelope.payload();
        String subject = "\"" + OutsideText.name(event.token().displayName()) + "\" could not be rotated, expires in "
                + Words.counted(Words.daysLeft(event.token(), envelope.time()), "day");
        return writer.write("rotation-failed", Frame.of(envelope), subject, Map.of("event", event));
    }
}
