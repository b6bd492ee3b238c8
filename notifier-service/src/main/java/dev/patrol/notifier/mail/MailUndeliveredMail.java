package dev.patrol.notifier.mail;

import dev.patrol.model.MailUndelivered;
import dev.patrol.model.wire.Envelope;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;

/** "Somebody is not reached." */
@Singleton
final class MailUndeliveredMail implements MailComposer<MailUndelivered> {
    @CheckedTemplate(basePath = "mails", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance mailUndelivered(Frame frame, MailUndelivered event);
    }

    @Override
    public Class<MailUndelivered> type() {
        return MailUndelivered.class;
    }

    @Override
    public Mail compose(Envelope<MailUndelivered> envelope) {
        MailUndelivered event = envelope.payload();
        String subject = "Mail to " + OutsideText.name(event.recipient())
                + (event.refused() ? " is refused" : " could not be delivered");
        return Mail.of(Tone.FAILED, subject, Templates.mailUndelivered(Frame.of(Tone.FAILED, envelope), event));
    }
}
