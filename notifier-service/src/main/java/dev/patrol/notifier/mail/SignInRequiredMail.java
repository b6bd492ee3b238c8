package dev.patrol.notifier.mail;

import dev.patrol.model.SignInRequired;
import dev.patrol.model.wire.Envelope;
import java.util.Map;

/** "Somebody must sign in for Patrol." */
final class SignInRequiredMail implements MailComposer<SignInRequired> {
    private final MailWriter writer;

    SignInRequiredMail(MailWriter writer) {
        this.writer = writer;
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
        return writer.write(
                "sign-in-required",
                Frame.of(envelope),
                subject,
                Map.of("event", event, "organizations", organizations));
    }
}
