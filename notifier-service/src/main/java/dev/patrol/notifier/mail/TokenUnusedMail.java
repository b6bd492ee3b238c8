package dev.patrol.notifier.mail;

import dev.patrol.model.TokenUnused;
import dev.patrol.model.wire.Envelope;
import java.util.Map;

/** "Perhaps nobody needs this token any more." */
final class TokenUnusedMail implements MailComposer<TokenUnused> {
    private final MailWriter writer;

    TokenUnusedMail(MailWriter writer) {
        this.writer = writer;
    }

    @Override
    public Class<TokenUnused> type() {
        return TokenUnused.class;
    }

    @Override
    public Mail compose(Envelope<TokenUnused> envelope) {
        TokenUnused event = envelope.payload();
        String subject = "\"" + OutsideText.name(event.token().displayName()) + "\" was not seen in use for "
                + Words.counted(event.daysIdle(), "day");
        return writer.write("token-unused", Frame.of(envelope), subject, Map.of("event", event));
    }
}
