package dev.patrol.notifier.mail;

import dev.patrol.model.RotationFailed;
import dev.patrol.model.wire.Envelope;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;

/** "A token could not be rotated", and what a person can do. */
@Singleton
final class RotationFailedMail implements MailComposer<RotationFailed> {
    @CheckedTemplate(basePath = "mails", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance rotationFailed(Frame frame, RotationFailed event);
    }

    @Override
    public Class<RotationFailed> type() {
        return RotationFailed.class;
    }

    @Override
    public Mail compose(Envelope<RotationFailed> envelope) {
        RotationFailed event = envelope.payload();
        String subject = "\"" + OutsideText.name(event.token().displayName()) + "\" could not be rotated, expires in "
                + Words.days(Words.daysLeft(event.token(), envelope.time()));
        return Mail.of(Tone.FAILED, subject, Templates.rotationFailed(Frame.of(Tone.FAILED, envelope), event));
    }
}
