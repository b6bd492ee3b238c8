package dev.patrol.notifier;

import dev.patrol.notifier.delivery.MailCheck;
import dev.patrol.notifier.delivery.MailSettings;
import dev.patrol.notifier.routing.NotificationCheck;
import dev.patrol.notifier.routing.NotificationSettings;
import dev.patrol.service.Launch;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.stream.Stream;

/** Starts the notifier. */
@QuarkusMain
public final class NotifierMain {
    private NotifierMain() {}

    public static void main(String... arguments) {
        Launch.run(arguments, NotifierMain::problemsOf, MailSettings.class, NotificationSettings.class);
    }

    private static List<String> problemsOf(SmallRyeConfig config) {
        return Stream.of(MailCheck.problemsOf(config), NotificationCheck.problemsOf(config))
                .flatMap(List::stream)
                .toList();
    }
}
