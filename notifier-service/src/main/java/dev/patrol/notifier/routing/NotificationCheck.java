package dev.patrol.notifier.routing;

import dev.patrol.service.settings.Groups;
import io.smallrye.config.SmallRyeConfig;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What makes no sense of settings that are sound each by itself, a line each. */
public final class NotificationCheck {
    private static final String PREFIX = "patrol.notifications.";
    private static final String ROUTES = PREFIX + "routes";
    private static final String WEBHOOKS = PREFIX + "webhooks";

    private final SmallRyeConfig config;
    private final List<String> problems = new ArrayList<>();

    private NotificationCheck(SmallRyeConfig config) {
        this.config = config;
    }

    public static List<String> problemsOf(SmallRyeConfig config) {
        NotificationCheck check = new NotificationCheck(config);
        check.quietHours();
        Set<String> webhooks = check.webhooks();
        check.routes(webhooks);
        return List.copyOf(check.problems);
    }

    private void quietHours() {
        boolean from = !value(PREFIX + "quiet-from").isEmpty();
        if (from == value(PREFIX + "quiet-to").isEmpty()) {
            problems.add("PATROL_NOTIFICATIONS_QUIET_" + (from ? "TO" : "FROM")
                    + " is not set. Quiet hours have a beginning and an end.");
        }
    }

    private Set<String> webhooks() {
        Set<String> names = new TreeSet<>();
        for (int index : Groups.indexesOf(config, WEBHOOKS)) {
            String group = WEBHOOKS + "[" + index + "].";
            String name = value(group + "name");
            if (!names.add(name)) {
                problem(group + "name", name, "a name that no other webhook has");
            }
            words(
                    group + "events",
                    word -> word.equals("none") || !EventWords.named(word).isEmpty(),
                    events());
        }
        return names;
    }

    private void routes(Set<String> webhooks) {
        Predicate<String> reachable = word -> word.equals("owner")
                || word.equals("default")
                || webhooks.contains(word)
                || word.matches(Facts.ADDRESS);
        for (int index : Groups.indexesOf(config, ROUTES)) {
            String group = ROUTES + "[" + index + "].";
            words(group + "events", word -> !EventWords.named(word).isEmpty(), events());
            words(group + "recipients", reachable, "a mail address, owner, default, or the name of a webhook");
            words(group + "days", NotificationCheck::isDay, "a day of the week, for example MONDAY");
        }
    }

    private static String events() {
        return "one of " + EventWords.all();
    }

    private static boolean isDay(String word) {
        return Arrays.stream(DayOfWeek.values()).anyMatch(day -> day.name().equals(word.toUpperCase(Locale.ROOT)));
    }

    private void words(String property, Predicate<String> sound, String expected) {
        EventWords.split(value(property)).stream()
                .filter(sound.negate())
                .forEach(word -> problem(property, word, expected));
    }

    private void problem(String property, String word, String expected) {
        problems.add(Groups.variableOf(property) + " has \"" + word + "\". It should be " + expected + ".");
    }

    private String value(String property) {
        return config.getOptionalValue(property, String.class).orElse("");
    }
}
