package dev.patrol.notifier.preview;

import dev.patrol.notifier.mail.Mail;
import dev.patrol.notifier.mail.MailWriter;
import dev.patrol.notifier.mail.TemplateFolder;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Tries templates of one's own on sample events. */
public final class TemplateCheck {
    static final String SETTING = "patrol.mail.templates";

    private TemplateCheck() {}

    /** What is wrong with the folder that the settings name. */
    public static List<String> problemsOf(SmallRyeConfig config) {
        return problemsOf(TemplateFolder.read(config.getOptionalValue(SETTING, Path.class)));
    }

    /** What is wrong, a line each: which file, where, what, and what to do. */
    static List<String> problemsOf(TemplateFolder folder) {
        Set<String> problems = new LinkedHashSet<>(folder.problems());
        if (problems.isEmpty() && !folder.templates().isEmpty()) {
            for (Supplier<Mail> mail : SampleMails.suppliers(MailWriter.strict(folder, ZoneOffset.UTC))
                    .values()) {
                try {
                    mail.get();
                } catch (RuntimeException e) { // Whatever it is: it stands in a file of somebody's own.
                    problems.add(folder.problemOf(e));
                }
            }
        }
        return List.copyOf(problems);
    }
}
