package dev.patrol.notifier.mail;

import dev.patrol.model.TokenExpiring;
import dev.patrol.model.wire.Envelope;
import java.util.Map;

/** "A token expires", and whether somebody must do something about it. */
final class TokenExpiringMail implements MailComposer<TokenExpiring> {
    private final MailWriter writer;

    TokenExpiringMail(MailWriter writer) {
        this.writer = writer;
    }

    @Override
    public Class<TokenExpiring> type() {
        return TokenExpiring.class;
    }

    @Override
    public Mail compose(Envelope<TokenExpiring> envelope) {
        TokenExpiring event = envelope.payload();
        boolean rotated = event.isRotatedByPatrol();
        String subject = "\"" + OutsideText.name(event.token().displayName()) + "\" expires in "
                + Words.counted(Words.daysLeft(event.token(), envelope.time()), "day");
        if (rotated) {
            subject += ": Patrol rotates it, no action is needed";
        } else if (event.token().isFullScope()) {
            subject += ": Patrol can't rotate it";
        }
        return writer.write("token-expiring", Frame.of(envelope), subject, Map.of("event", event, "rotated", rotated));
    }
}
