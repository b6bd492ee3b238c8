package dev.patrol.notifier.preview;

import dev.patrol.notifier.mail.MailTextSettings;
import dev.patrol.notifier.mail.MailWriter;
import dev.patrol.notifier.mail.TemplateFolder;
import dev.patrol.service.settings.SettingsCheck;
import dev.patrol.service.settings.StartGate;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/** Writes every mail with sample events to files ({@code ./patrol mail preview}), with the service's own settings of mails. */
public final class Preview {
    private static final int WRONG_CALL = 2;
    private static final int FAILED = 1;

    private Preview() {}

    /**
     * Writes the files.
     *
     * @param arguments the folder to write to
     * @return exit code: 0 written; 1 the folder can't be written to; 2 the call was wrong; 78 a setting or template is
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.size() != 1 || arguments.get(0).isBlank()) {
            err.println("preview wants one argument: the folder to write the mails to.");
            return WRONG_CALL;
        }
        SmallRyeConfig config = ConfigUtils.configBuilder().build();
        List<String> problems = new SettingsCheck(config).problemsOf(List.of(MailTextSettings.class));
        if (problems.isEmpty()) {
            problems = TemplateCheck.problemsOf(config);
        }
        if (!problems.isEmpty()) {
            problems.forEach(err::println);
            return StartGate.EXIT_CODE;
        }
        MailWriter writer = MailWriter.strict(
                TemplateFolder.read(config.getOptionalValue(TemplateCheck.SETTING, Path.class)),
                config.getOptionalValue("patrol.mail.zone", ZoneId.class).orElse(ZoneId.of("UTC")));
        return write(writer, Path.of(arguments.get(0)).toAbsolutePath().normalize(), out, err);
    }

    private static int write(MailWriter writer, Path folder, PrintStream out, PrintStream err) {
        try {
            Path page = new PreviewFiles(folder).write(SampleMails.by(writer));
            out.println("Open " + page + " in a browser.");
            return 0;
        } catch (IOException e) {
            err.println(folder + " can't be written to (" + e.getClass().getSimpleName()
                    + "). Name another folder with --out.");
            return FAILED;
        }
    }
}
