package dev.patrol.notifier.mail;

import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Trigger;
import dev.patrol.model.wire.Envelope;
import java.util.Map;

/** "A token is dead", who wanted it, and why. */
final class TokenRevokedMail implements MailComposer<TokenRevoked> {
    private final MailWriter writer;

    TokenRevokedMail(MailWriter writer) {
        this.writer = writer;
    }

    @Override
    public Class<TokenRevoked> type() {
        return TokenRevoked.class;
    }

    @Override
    public Mail compose(Envelope<TokenRevoked> envelope) {
        TokenRevoked event = envelope.payload();
        String subject = "\"" + OutsideText.name(event.token().displayName()) + "\" was revoked"
                + (event.trigger() == Trigger.COMPROMISE ? ": it was found compromised" : "");
        return writer.write("token-revoked", Frame.of(envelope), subject, Map.of("event", event));
    }
}
