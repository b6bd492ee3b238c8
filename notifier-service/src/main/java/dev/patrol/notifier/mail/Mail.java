package dev.patrol.notifier.mail;

import static java.util.Objects.requireNonNull;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import java.util.regex.Pattern;

/**
 * What is told, before it is known to whom.
 *
 * @param subject one line of {@value #LONGEST_SUBJECT} characters at most, without control characters, whatever it was
 *     made from
 * @param urgent whether mail programs should mark it
 */
public record Mail(String subject, String html, String text, boolean urgent) {
    static final int LONGEST_SUBJECT = 200;

    private static final Variant HTML = Variant.forContentType(Variant.TEXT_HTML);
    private static final Variant TEXT = Variant.forContentType(Variant.TEXT_PLAIN);
    private static final Pattern BLANK_LINES = Pattern.compile("\n{3,}");

    public Mail {
        subject = OutsideText.shortened(subject, LONGEST_SUBJECT);
        requireNonNull(html, "html");
        requireNonNull(text, "text");
    }

    /** Renders both variants of a template. */
    static Mail of(Tone tone, String subject, TemplateInstance template) {
        return new Mail(
                tone.subjectPrefix() + " " + subject,
                template.setVariant(HTML).render(),
                paragraphs(template.setVariant(TEXT).render()),
                tone.isUrgent());
    }

    /** With one blank line between paragraphs, however many the conditions of a template leave. */
    private static String paragraphs(String text) {
        return BLANK_LINES.matcher(text.strip()).replaceAll("\n\n") + "\n";
    }
}
