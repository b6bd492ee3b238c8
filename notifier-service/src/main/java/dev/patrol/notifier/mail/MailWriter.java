package dev.patrol.notifier.mail;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Writes mails with templates. */
public final class MailWriter {
    private static final Logger LOG = Logger.getLogger(MailWriter.class);
    private static final Pattern BLANK_LINES = Pattern.compile("\n{3,}");

    private final Templates templates;
    private final Optional<Templates> otherwise;
    private final Words words;
    private final Commands commands = new Commands();

    private MailWriter(Templates templates, Optional<Templates> otherwise, ZoneId zone) {
        this.templates = templates;
        this.otherwise = otherwise;
        words = new Words(zone);
    }

    /** With Patrol's own templates. */
    public static MailWriter of(ZoneId zone) {
        return new MailWriter(Templates.builtIn(), Optional.empty(), zone);
    }

    /**
     * With a folder's templates where it has any. One that can't be rendered for some event gives way to Patrol's own: people
     * are told in any case.
     */
    public static MailWriter of(TemplateFolder folder, ZoneId zone) {
        return new MailWriter(new Templates(folder.templates()), Optional.of(Templates.builtIn()), zone);
    }

    /** With a folder's templates, to see whether they can be rendered. */
    public static MailWriter strict(TemplateFolder folder, ZoneId zone) {
        return new MailWriter(new Templates(folder.templates()), Optional.empty(), zone);
    }

    Words words() {
        return words;
    }

    /**
     * Renders both variants of a mail.
     *
     * @param name of the pair of templates
     * @param subject without its first words, which the tone gives
     */
    Mail write(String name, Frame frame, String subject, Map<String, ?> data) {
        Map<String, Object> all = new HashMap<>(data);
        all.put("frame", frame);
        all.put("words", words);
        all.put("commands", commands);
        String full = frame.tone().subjectPrefix() + " " + subject;
        boolean urgent = frame.tone().isUrgent();
        try {
            return new Mail(full, html(templates, name, all), text(templates, name, all), urgent);
        } catch (RuntimeException e) { // Whatever it is: it stands in a file of somebody's own.
            Templates builtIn = otherwise.orElseThrow(() -> e);
            LOG.errorf("This mail is written with Patrol's own template, since yours fails: %s", TemplateFault.of(e));
            return new Mail(full, html(builtIn, name, all), text(builtIn, name, all), urgent);
        }
    }

    private static String html(Templates templates, String name, Map<String, Object> data) {
        return templates.find("mails/" + name + ".html").render(data);
    }

    /** With one blank line between paragraphs, however many the conditions of a template leave. */
    private static String text(Templates templates, String name, Map<String, Object> data) {
        String text = templates.find("mails/" + name + ".txt").render(data);
        return BLANK_LINES.matcher(text.strip()).replaceAll("\n\n") + "\n";
    }
}
