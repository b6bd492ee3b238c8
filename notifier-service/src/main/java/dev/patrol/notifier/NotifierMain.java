package dev.patrol.notifier;

import dev.patrol.notifier.delivery.MailCheck;
import dev.patrol.notifier.delivery.MailSettings;
import dev.patrol.notifier.mail.MailTextSettings;
import dev.patrol.notifier.preview.Preview;
import dev.patrol.notifier.preview.TemplateCheck;
import dev.patrol.notifier.routing.NotificationCheck;
import dev.patrol.notifier.routing.NotificationSettings;
import dev.patrol.notifier.routing.RecipientSettings;
import dev.patrol.service.Launch;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.stream.Stream;

/** Starts the notifier; or, with the argument {@code preview}, writes sample mails to files, and starts nothing. */
@QuarkusMain
public final class NotifierMain {
    private static final String PREVIEW = "preview";

    private NotifierMain() {}

    public static void main(String... arguments) {
        if (arguments.length > 0 && arguments[0].equals(PREVIEW)) {
            System.exit(Preview.run(List.of(arguments).subList(1, arguments.length), System.out, System.err));
        }
        Launch.run(
                arguments,
                NotifierMain::problemsOf,
                RecipientSettings.class,
                MailSettings.class,
                MailTextSettings.class,
                NotificationSettings.class);
    }

    private static List<String> problemsOf(SmallRyeConfig config) {
        return Stream.of(
                        MailCheck.problemsOf(config),
                        NotificationCheck.problemsOf(config),
                        TemplateCheck.problemsOf(config))
                .flatMap(List::stream)
                .toList();
    }
}
