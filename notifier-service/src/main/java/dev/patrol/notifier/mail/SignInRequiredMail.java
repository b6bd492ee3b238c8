package dev.patrol.notifier.mail;

import dev.patrol.model.SignInRequired;
import dev.patrol.model.wire.Envelope;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;

/** "Somebody must sign in for Patrol." */
@Singleton
final class SignInRequiredMail implements MailComposer<SignInRequired> {
    @CheckedTemplate(basePath = "mails", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance signInRequired(Frame frame, SignInRequired event, String organizations);
    }

    @Override
    public Class<SignInRequired> type() {
        return SignInRequired.class;
    }

    @Override
    public Mail compose(Envelope<SignInRequired> envelope) {
        SignInRequired event = envelope.payload();
        String organizations = String.join(", ", event.organizations());
        String subject = "Sign in again for " + OutsideText.name(organizations) + ", or Patrol can't rotate";
        return Mail.of(
                Tone.FAILED, subject, Templates.signInRequired(Frame.of(Tone.FAILED, envelope), event, organizations));
    }
}
