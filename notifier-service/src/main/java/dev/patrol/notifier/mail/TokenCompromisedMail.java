package dev.patrol.notifier.mail;

import dev.patrol.model.TokenCompromised;
import dev.patrol.model.wire.Envelope;
import java.util.Map;

/** "Somebody else may have a token", what makes Patrol think so, and what it does about it. */
final class TokenCompromisedMail implements MailComposer<TokenCompromised> {
    private final MailWriter writer;

    TokenCompromisedMail(MailWriter writer) {
        this.writer = writer;
    }

    @Override
    public Class<TokenCompromised> type() {
        return TokenCompromised.class;
    }

    @Override
    public Mail compose(Envelope<TokenCompromised> envelope) {
        TokenCompromised event = envelope.payload();
        String subject = "\"" + OutsideText.name(event.tokenName()) + "\" looks compromised (" + event.severity() + ")";
        return writer.write(
                "token-compromised",
                Frame.of(envelope),
                subject,
                Map.of("event", event, "evidence", Rows.of(event.evidence())));
    }
}
