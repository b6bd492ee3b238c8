package dev.patrol.notifier.preview;

import dev.patrol.notifier.mail.DigestMail;
import dev.patrol.notifier.mail.Mail;
import dev.patrol.notifier.mail.MailComposers;
import dev.patrol.notifier.mail.MailWriter;
import dev.patrol.notifier.mail.SampleCollections;
import dev.patrol.notifier.mail.SampleEvents;
import dev.patrol.notifier.mail.StormMail;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** A mail of every kind. */
public final class SampleMails {
    private SampleMails() {}

    /** By name, in the order in which to look at them. */
    public static Map<String, Mail> by(MailWriter writer) {
        Map<String, Mail> mails = new LinkedHashMap<>();
        suppliers(writer).forEach((name, mail) -> mails.put(name, mail.get()));
        return mails;
    }

    /** The same, each written only when it is asked for. */
    static Map<String, Supplier<Mail>> suppliers(MailWriter writer) {
        Map<String, Supplier<Mail>> mails = new LinkedHashMap<>();
        MailComposers composers = new MailComposers(writer);
        DigestMail digest = new DigestMail(writer);
        StormMail storm = new StormMail(writer);
        SampleEvents.byName().forEach((name, event) -> mails.put(name, () -> composers.compose(event)));
        SampleCollections.digests()
                .forEach((name, events) -> mails.put(name, () -> digest.compose(events, SampleEvents.TODAY)));
        SampleCollections.storms().forEach((name, events) -> mails.put(name, () -> storm.compose(events)));
        return mails;
    }
}
