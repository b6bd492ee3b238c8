package dev.patrol.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Event;
import dev.patrol.model.wire.Envelope;
import dev.patrol.notifier.MailServer;
import dev.patrol.notifier.entry.Entry.Waiting;
import dev.patrol.notifier.entry.Form;
import dev.patrol.notifier.entry.Origin;
import dev.patrol.notifier.post.Letter;
import dev.patrol.notifier.routing.Recipient;
import dev.patrol.notifier.routing.Urgency;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.internet.MimeMessage;
import java.util.List;

/** The mail of an event as the SMTP server got it. */
@ApplicationScoped
public class Delivered {
    private final MailCarrier carrier;

    Delivered(MailCarrier carrier) {
        this.carrier = carrier;
    }

    public MimeMessage mailOf(Envelope<? extends Event> event) {
        Waiting entry = new Waiting(
                Recipient.mail(MailServer.OPS), Urgency.PROMPT, event.time(), new Origin("any", 0, 0), event);
        try {
            carrier.carry(new Letter(entry.to(), Form.SINGLE, List.of(entry)));
        } catch (Undelivered undelivered) {
            throw new AssertionError(undelivered);
        }
        List<MimeMessage> received = MailServer.telling(MailServer.OPS, event.id());
        assertThat(received).hasSize(1);
        return received.get(0);
    }
}
