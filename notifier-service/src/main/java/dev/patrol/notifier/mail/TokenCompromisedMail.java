package dev.patrol.notifier.mail;

import dev.patrol.model.Evidence;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.wire.Envelope;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;

/** "Somebody else may have a token", what makes Patrol think so, and what it does about it. */
@Singleton
final class TokenCompromisedMail implements MailComposer<TokenCompromised> {
    @CheckedTemplate(basePath = "mails", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance tokenCompromised(Frame frame, TokenCompromised event, Rows<Evidence> evidence);
    }

    @Override
    public Class<TokenCompromised> type() {
        return TokenCompromised.class;
    }

    @Override
    public Mail compose(Envelope<TokenCompromised> envelope) {
        TokenCompromised event = envelope.payload();
        String subject = "\"" + OutsideText.name(event.tokenName()) + "\" looks compromised (" + event.severity() + ")";
        return Mail.of(
                Tone.SECURITY,
                subject,
                Templates.tokenCompromised(Frame.of(Tone.SECURITY, envelope), event, Rows.of(event.evidence())));
    }
}
