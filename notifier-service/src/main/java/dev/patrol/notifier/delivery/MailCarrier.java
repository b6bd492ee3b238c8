package dev.patrol.notifier.delivery;

import dev.patrol.notifier.mail.Mail;
import dev.patrol.notifier.post.Letter;
import dev.patrol.notifier.routing.Recipient;
import dev.patrol.notifier.routing.RecipientSettings;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Sends letters as mails. What is sent again after a crash has the same {@code Message-ID}, by which mail servers drop repeats. */
@ApplicationScoped
class MailCarrier implements Carrier {
    /** Which events a mail tells of, by their {@code ce_id}. */
    static final String EVENTS = "Patrol-Event-IDs";

    private static final Logger LOG = Logger.getLogger(MailCarrier.class);

    private final LetterWriter writer;
    private final SmtpClient smtp;
    private final String sender;

    MailCarrier(LetterWriter writer, SmtpClient smtp, MailSettings settings, RecipientSettings defaults) {
        this.writer = writer;
        this.smtp = smtp;
        this.sender = settings.sender().orElse(defaults.recipients().get(0).strip());
    }

    @Override
    public boolean serves(Recipient.Kind kind) {
        return kind == Recipient.Kind.MAIL;
    }

    @Override
    public void carry(Letter letter) throws Undelivered {
        Mail mail = writer.write(letter);
        smtp.send(message(letter, mail));
        Posting.sent(letter, event -> LOG.infof("Mailed %s: %s", event.id(), mail.subject()));
    }

    private MailMessage message(Letter letter, Mail mail) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Subject", EncodedSubject.of(mail.subject()))
                .add("Message-ID", "<" + letter.id() + "@" + sender.substring(sender.indexOf('@') + 1) + ">")
                // RFC 3834: nobody's out-of-office program answers.
                .add("Auto-Submitted", "auto-generated")
                .add(EVENTS, eventIds(letter));
        if (mail.urgent()) {
            headers.add("Importance", "high");
        }
        return new MailMessage()
                .setFrom(sender)
                .setTo(letter.to().address())
                .setHtml(mail.html())
                .setText(mail.text())
                .setHeaders(headers);
    }

    /** One to a line; ids come from outside, and a header takes printable ASCII only. */
    private static String eventIds(Letter letter) {
        return letter.entries().stream()
                .map(entry -> entry.event().id().replaceAll("[^!-~]", "?"))
                .collect(Collectors.joining("\r\n "));
    }
}
