package dev.patrol.notifier.delivery;

import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.List;

/** What makes no sense of settings of mail that are sound each by itself, a line each. */
public final class MailCheck {
    private MailCheck() {}

    public static List<String> problemsOf(SmallRyeConfig config) {
        List<String> problems = new ArrayList<>();
        if (value(config, "login").equals(LoginProducer.OAUTH2)) {
            if (value(config, "user").isEmpty()) {
                problems.add("SMTP_USER is not set. With SMTP_AUTH=oauth2 it should be the mailbox to send from.");
            }
            if (!value(config, "start-tls").equals("REQUIRED")
                    && !value(config, "tls").equals("true")) {
                problems.add("PATROL_MAIL_START_TLS is \"" + value(config, "start-tls")
                        + "\". With SMTP_AUTH=oauth2 it should be REQUIRED: an access token is sent encrypted only.");
            }
        }
        return List.copyOf(problems);
    }

    private static String value(SmallRyeConfig config, String name) {
        return config.getOptionalValue("patrol.mail." + name, String.class).orElse("");
    }
}
