package dev.patrol.notifier.mail;

import dev.patrol.model.PolicyViolated;
import dev.patrol.model.wire.Envelope;
import java.util.Map;

/** "A token, or an organization, is not as the policy wants it." */
final class PolicyViolatedMail implements MailComposer<PolicyViolated> {
    private final MailWriter writer;

    PolicyViolatedMail(MailWriter writer) {
        this.writer = writer;
    }

    @Override
    public Class<PolicyViolated> type() {
        return PolicyViolated.class;
    }

    @Override
    public Mail compose(Envelope<PolicyViolated> envelope) {
        PolicyViolated event = envelope.payload();
        String who =
                event.token() == null ? event.organization() : event.token().displayName();
        String subject = "\"" + OutsideText.name(who) + "\" breaks the policy " + OutsideText.name(event.policy())
                + " (" + event.severity() + ")";
        String response = event.response() == null ? "NOTIFY" : event.response().name();
        return writer.write(
                "policy-violated", Frame.of(envelope), subject, Map.of("event", event, "response", response));
    }
}
