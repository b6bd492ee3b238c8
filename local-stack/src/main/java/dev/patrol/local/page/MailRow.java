package dev.patrol.local.page;

import dev.patrol.local.mail.ReceivedMail;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A mail in the list on the page. */
record MailRow(int number, String subject, String receivedAt, String to) {

    /** The newest first. */
    static List<MailRow> of(List<ReceivedMail> mails) {
        List<ReceivedMail> newestFirst = new ArrayList<>(mails);
        Collections.reverse(newestFirst);
        return newestFirst.stream().map(MailRow::of).toList();
    }

    static MailRow of(ReceivedMail mail) {
        return new MailRow(
                mail.number(), mail.subject(), Times.second(mail.receivedAt()), String.join(", ", mail.to()));
    }
}
