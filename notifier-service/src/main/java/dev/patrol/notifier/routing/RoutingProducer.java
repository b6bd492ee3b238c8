package dev.patrol.notifier.routing;

import dev.patrol.model.Severity;
import dev.patrol.notifier.routing.NotificationSettings.RouteSettings;
import dev.patrol.notifier.routing.NotificationSettings.WebhookSettings;
import dev.patrol.notifier.routing.RoutingRules.Subscription;
import dev.patrol.service.text.Glob;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the rules from the settings. */
final class RoutingProducer {
    private static final String OWNER = "owner";
    private static final String DEFAULT = "default";
    private static final String NONE = "none";

    @Produces
    @Singleton
    RoutingRules rules(NotificationSettings settings, RecipientSettings defaults) {
        return new RoutingRules(
                settings.routes().stream().map(route -> rule(route, settings)).toList(),
                defaults.recipients().stream().map(Recipient::mail).distinct().toList(),
                settings.webhooks().stream()
                        .filter(webhook -> !webhook.events().equals(Optional.of(List.of(NONE))))
                        .map(webhook -> new Subscription(
                                recipient(webhook),
                                EventWords.named(webhook.events().orElse(List.of()))))
                        .toList());
    }

    private static RoutingRule rule(RouteSettings route, NotificationSettings settings) {
        return new RoutingRule(
                EventWords.named(route.events().orElse(List.of())),
                route.severity().map(Severity::valueOf),
                globs(route.organizations()),
                globs(route.tokens()),
                globs(route.owners()),
                window(route, settings.zone()),
                route.recipients()
                        .map(words -> recipients(words, settings.webhooks()))
                        .orElse(RoutingRule.Recipients.DEFAULT),
                route.urgency().map(word -> word.equals("digest") ? Urgency.DIGEST : Urgency.PROMPT));
    }

    private static RoutingRule.Recipients recipients(List<String> words, List<WebhookSettings> webhooks) {
        List<Recipient> named = new ArrayList<>();
        for (String word : words) {
            if (word.contains("@")) {
                named.add(Recipient.mail(word));
            } else if (!word.equals(OWNER) && !word.equals(DEFAULT)) {
                named.add(webhooks.stream()
                        .filter(webhook -> webhook.name().equals(word))
                        .map(RoutingProducer::recipient)
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("There is no webhook " + word)));
            }
        }
        return new RoutingRule.Recipients(named, words.contains(DEFAULT), words.contains(OWNER));
    }

    private static Recipient recipient(WebhookSettings webhook) {
        return new Recipient(
                webhook.form().equals("teams") ? Recipient.Kind.TEAMS : Recipient.Kind.WEBHOOK, webhook.name());
    }

    private static Optional<TimeWindow> window(RouteSettings route, ZoneId zone) {
        if (route.days().isEmpty() && route.from().isEmpty() && route.to().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TimeWindow(
                days(route.days()),
                route.from().orElse(LocalTime.MIDNIGHT),
                route.to().orElse(LocalTime.MIDNIGHT),
                zone));
    }

    private static Set<DayOfWeek> days(Optional<List<String>> words) {
        return words.orElse(List.of()).stream()
                .map(word -> DayOfWeek.valueOf(word.strip().toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Glob> globs(Optional<List<String>> texts) {
        return texts.orElse(List.of()).stream().map(Glob::of).toList();
    }
}
