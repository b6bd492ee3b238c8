package dev.patrol.notifier.mail;

import dev.patrol.model.TokenRotated;
import dev.patrol.model.wire.Envelope;
import java.util.Map;

/** "A token has a successor", and where its value is. */
final class TokenRotatedMail implements MailComposer<TokenRotated> {
    private final MailWriter writer;

    TokenRotatedMail(MailWriter writer) {
        this.writer = writer;
    }

    @Override
    public Class<TokenRotated> type() {
        return TokenRotated.class;
    }

    @Override
    public Mail compose(Envelope<TokenRotated> envelope) {
        TokenRotated event = envelope.payload();
        String subject = "\"" + OutsideText.name(event.previous().displayName()) + "\" was rotated, valid until "
                + writer.words().date(event.successor().validTo());
        return writer.write("token-rotated", Frame.of(envelope), subject, Map.of("event", event));
    }
}
