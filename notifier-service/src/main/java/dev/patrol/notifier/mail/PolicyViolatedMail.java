package dev.patrol.notifier.mail;

import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Severity;
import dev.patrol.model.wire.Envelope;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;

/** "A token, or an organization, is not as the policy wants it." */
@Singleton
final class PolicyViolatedMail implements MailComposer<PolicyViolated> {
    @CheckedTemplate(basePath = "mails", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance policyViolated(Frame frame, PolicyViolated event);
    }

    @Override
    public Class<PolicyViolated> type() {
        return PolicyViolated.class;
    }

    @Override
    public Mail compose(Envelope<PolicyViolated> envelope) {
        PolicyViolated event = envelope.payload();
        Tone tone = event.severity().compareTo(Severity.HIGH) >= 0 ? Tone.SECURITY : Tone.ATTENTION;
        String who =
                event.token() == null ? event.organization() : event.token().displayName();
        String subject = "\"" + OutsideText.name(who) + "\" breaks the policy " + OutsideText.name(event.policy())
                + " (" + event.severity() + ")";
        return Mail.of(tone, subject, Templates.policyViolated(Frame.of(tone, envelope), event));
    }
}
