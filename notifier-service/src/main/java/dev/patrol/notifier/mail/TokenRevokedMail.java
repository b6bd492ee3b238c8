package dev.patrol.notifier.mail;

import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Trigger;
import dev.patrol.model.wire.Envelope;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;

/** "A token is dead", who wanted it, and why. */
@Singleton
final class TokenRevokedMail implements MailComposer<TokenRevoked> {
    @CheckedTemplate(basePath = "mails", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance tokenRevoked(Frame frame, TokenRevoked event);
    }

    @Override
    public Class<TokenRevoked> type() {
        return TokenRevoked.class;
    }

    @Override
    public Mail compose(Envelope<TokenRevoked> envelope) {
        TokenRevoked event = envelope.payload();
        Tone tone = event.trigger() == Trigger.COMPROMISE ? Tone.SECURITY : Tone.ROUTINE;
        String subject = "\"" + OutsideText.name(event.token().displayName()) + "\" was revoked"
                + (tone == Tone.SECURITY ? ": it was found compromised" : "");
        return Mail.of(tone, subject, Templates.tokenRevoked(Frame.of(tone, envelope), event));
    }
}
