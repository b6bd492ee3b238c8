package dev.patrol.notifier.mail;

import dev.patrol.model.TokenCreated;
import dev.patrol.model.wire.Envelope;
import java.util.Map;

/** "There is a new token, that somebody asked for." */
final class TokenCreatedMail implements MailComposer<TokenCreated> {
    private final MailWriter writer;

    TokenCreatedMail(MailWriter writer) {
        this.writer = writer;
    }

    @Override
    public Class<TokenCreated> type() {
        return TokenCreated.class;
    }

    @Override
    public Mail compose(Envelope<TokenCreated> envelope) {
        TokenCreated event = envelope.payload();
        String subject = "\"" + OutsideText.name(event.token().displayName()) + "\" was created, valid until "
                + writer.words().date(event.token().validTo());
        return writer.write("token-created", Frame.of(envelope), subject, Map.of("event", event));
    }
}
