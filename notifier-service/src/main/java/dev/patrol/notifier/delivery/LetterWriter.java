package dev.patrol.notifier.delivery;

import dev.patrol.model.Event;
import dev.patrol.model.wire.Envelope;
import dev.patrol.notifier.entry.Entry.Waiting;
import dev.patrol.notifier.entry.Form;
import dev.patrol.notifier.mail.DigestMail;
import dev.patrol.notifier.mail.Mail;
import dev.patrol.notifier.mail.MailComposers;
import dev.patrol.notifier.mail.StormMail;
import dev.patrol.notifier.post.Letter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Puts a letter into words. */
@ApplicationScoped
public class LetterWriter {
    private final MailComposers composers;
    private final DigestMail digest;
    private final StormMail storm;
    private final Clock clock;

    LetterWriter(MailComposers composers, DigestMail digest, StormMail storm, Clock clock) {
        this.clock = clock;
        this.composers = composers;
        this.digest = digest;
        this.storm = storm;
    }

    /** @throws Undelivered.Unwritable where that fails, as it will every time */
    public Mail write(Letter letter) throws Undelivered.Unwritable {
        try {
            return mailOf(letter);
        } catch (RuntimeException fault) {
            throw new Undelivered.Unwritable(fault);
        }
    }

    private Mail mailOf(Letter letter) {
        List<Envelope<? extends Event>> events = letter.entries().stream()
                .<Envelope<? extends Event>>map(Waiting::event)
                .toList();
        boolean hasMailOfItsOwn =
                composers.types().contains(events.get(0).payload().getClass());
        if (letter.form() == Form.DIGEST || (events.size() == 1 && !hasMailOfItsOwn)) {
            return digest.compose(events, clock.instant());
        }
        return events.size() == 1 ? composers.compose(events.get(0)) : storm.compose(events);
    }
}
