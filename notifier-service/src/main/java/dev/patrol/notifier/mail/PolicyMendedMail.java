package dev.patrol.notifier.mail;

import dev.patrol.model.PolicyMended;
import dev.patrol.model.wire.Envelope;
import java.util.Map;

/** "What broke a policy does so no more." */
final class PolicyMendedMail implements MailComposer<PolicyMended> {
    private final MailWriter writer;

    PolicyMendedMail(MailWriter writer) {
        this.writer = writer;
    }

    @Override
    public Class<PolicyMended> type() {
        return PolicyMended.class;
    }

    @Override
    public Mail compose(Envelope<PolicyMended> envelope) {
        PolicyMended event = envelope.payload();
        String who =
                event.token() == null ? event.organization() : event.token().displayName();
        String subject =
                "\"" + OutsideText.name(who) + "\" breaks the policy " + OutsideText.name(event.policy()) + " no more";
        return writer.write("policy-mended", Frame.of(envelope), subject, Map.of("event", event));
    }
}
