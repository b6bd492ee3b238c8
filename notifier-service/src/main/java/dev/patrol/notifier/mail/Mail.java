package dev.patrol.notifier.mail;

import static java.util.Objects.requireNonNull;

/**
 * What is told, before it is known to whom.
 *
 * @param subject one line of {@value #LONGEST_SUBJECT} characters at most, without control characters, whatever it was
 *     made from
 * @param urgent whether mail programs should mark it
 */
public record Mail(String subject, String html, String text, boolean urgent) {
    static final int LONGEST_SUBJECT = 200;

    public Mail {
        subject = OutsideText.shortened(subject, LONGEST_SUBJECT);
        requireNonNull(html, "html");
        requireNonNull(text, "text");
    }
}
