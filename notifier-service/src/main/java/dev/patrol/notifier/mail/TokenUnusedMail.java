package dev.patrol.notifier.mail;

import dev.patrol.model.TokenUnused;
import dev.patrol.model.wire.Envelope;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;

/** "Perhaps nobody needs this token any more." */
@Singleton
final class TokenUnusedMail implements MailComposer<TokenUnused> {
    @CheckedTemplate(basePath = "mails", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance tokenUnused(Frame frame, TokenUnused event);
    }

    @Override
    public Class<TokenUnused> type() {
        return TokenUnused.class;
    }

    @Override
    public Mail compose(Envelope<TokenUnused> envelope) {
        TokenUnused event = envelope.payload();
        String subject = "\"" + OutsideText.name(event.token().displayName()) + "\" was not seen in use for "
                + Words.days(event.daysIdle());
        return Mail.of(Tone.ATTENTION, subject, Templates.tokenUnused(Frame.of(Tone.ATTENTION, envelope), event));
    }
}
