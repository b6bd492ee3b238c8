package dev.patrol.notifier;

import dev.patrol.notifier.delivery.MailSettings;
import dev.patrol.notifier.routing.NotificationCheck;
import dev.patrol.notifier.routing.NotificationSettings;
import dev.patrol.service.Launch;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the notifier. */
@QuarkusMain
public final class NotifierMain {
    private NotifierMain() {}

    public static void main(String... arguments) {
        Launch.run(arguments, NotificationCheck::problemsOf, MailSettings.class, NotificationSettings.class);
    }
}
