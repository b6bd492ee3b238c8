package dev.patrol.notifier.mail;

import dev.patrol.model.TokenExpiring;
import dev.patrol.model.wire.Envelope;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;

/** "A token expires", and whether somebody must do something about it. */
@Singleton
final class TokenExpiringMail implements MailComposer<TokenExpiring> {
    @CheckedTemplate(basePath = "mails", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance tokenExpiring(Frame frame, TokenExpiring event, boolean rotated);
    }

    @Override
    public Class<TokenExpiring> type() {
        return TokenExpiring.class;
    }

    @Override
    public Mail compose(Envelope<TokenExpiring> envelope) {
        TokenExpiring event = envelope.payload();
        boolean rotated = event.isRotatedByPatrol();
        Tone tone = rotated ? Tone.ROUTINE : Tone.ATTENTION;
        String subject =
                "\"" + OutsideText.name(event.token().displayName()) + "\" expires in " + Words.days(event.daysLeft());
        if (rotated) {
            subject += ": Patrol rotates it, no action is needed";
        } else if (event.token().isFullScope()) {
            subject += ": Patrol can't rotate it";
        }
        return Mail.of(tone, subject, Templates.tokenExpiring(Frame.of(tone, envelope), event, rotated));
    }
}
