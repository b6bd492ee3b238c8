package dev.patrol.notifier.mail;

import dev.patrol.model.TokenRotated;
import dev.patrol.model.Trigger;
import dev.patrol.model.wire.Envelope;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;

/** "A token has a successor", and where its value is. */
@Singleton
final class TokenRotatedMail implements MailComposer<TokenRotated> {
    @CheckedTemplate(basePath = "mails", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance tokenRotated(Frame frame, TokenRotated event);
    }

    @Override
    public Class<TokenRotated> type() {
        return TokenRotated.class;
    }

    @Override
    public Mail compose(Envelope<TokenRotated> envelope) {
        TokenRotated event = envelope.payload();
        Tone tone = event.trigger() == Trigger.COMPROMISE ? Tone.SECURITY : Tone.ROUTINE;
        String subject = "\"" + OutsideText.name(event.previous().displayName()) + "\" was rotated, valid until "
                + Words.date(event.successor().validTo());
        return Mail.of(tone, subject, Templates.tokenRotated(Frame.of(tone, envelope), event));
    }
}
