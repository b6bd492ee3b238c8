package dev.patrol.notifier.routing;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Who is told what, and when. */
@ConfigMapping(prefix = "patrol.notifications")
public interface NotificationSettings {
    /** The zone of all times below. */
    @Setting(expects = "a time zone, for example Europe/Berlin or UTC", pattern = "[A-Za-z][A-Za-z0-9_+:/-]*")
    @WithDefault("UTC")
    ZoneId zone();

    /** When the daily digest goes out. */
    @Setting(expects = "a time of day, for example 08:00", pattern = Patterns.TIME)
    @WithDefault("08:00")
    LocalTime digestAt();

    /** How often the digest goes out, counted from {@link #digestAt}. */
    @Setting(expects = "a duration from 1s to 24h, for example 24h or PT24H", min = 1_000, max = 86_400_000)
    @WithDefault("24h")
    Duration digestEvery();

    /** Beginning of the hours in which nothing but security and failures is sent. */
    @Setting(expects = "a time of day, for example 22:00", pattern = Patterns.TIME)
    Optional<LocalTime> quietFrom();

    /** End of the quiet hours. */
    @Setting(expects = "a time of day, for example 06:00", pattern = Patterns.TIME)
    Optional<LocalTime> quietTo();

    /** How many mails of one kind somebody gets by themselves within the storm window; what comes after is a line in a table. */
    @Setting(expects = "a whole number from 1 to 1000", min = 1, max = 1_000)
    @WithDefault("5")
    int stormAfter();

    /** How long a storm's next table is waited for. */
    @Setting(expects = "a duration above zero, for example 10m or PT10M", min = 1)
    @WithDefault("10m")
    Duration stormWindow();

    /** How long a storm's first table waits for more. */
    @Setting(expects = "a duration, for example 1m or PT1M")
    @WithDefault("1m")
    Duration stormGather();

    /** How many events one table or digest has at most. */
    @Setting(expects = "a whole number from 10 to 1000", min = 10, max = 1_000)
    @WithDefault("500")
    int mostInOne();

    /** How much may wait to be told before no more is read from the topics. */
    @Setting(expects = "a whole number from 100 to 1000000", min = 100, max = 1_000_000)
    @WithDefault("20000")
    int mostWaiting();

    /** How much is remembered as told. */
    @Setting(expects = "a whole number from 1000 to 10000000", min = 1_000, max = 10_000_000)
    @WithDefault("1000000")
    int remembered();

    /** How often the clock is looked at for what is due. */
    @Setting(expects = "a duration above zero, for example 1s or PT1S", min = 1)
    @WithDefault("1s")
    Duration tick();

    /** How long one try to reach a webhook may take. */
    @Setting(expects = "a duration above zero, for example 10s or PT10S", min = 1)
    @WithDefault("10s")
    Duration webhookTimeout();

    /** Who is told what; the first that fits holds. */
    List<RouteSettings> routes();

    /** Programs and Teams channels that are told too. */
    List<WebhookSettings> webhooks();

    /** Whom some events are told. */
    interface RouteSettings {
        @Setting(expects = "types of event, separated by commas, for example token-expiring,rotation-failed")
        Optional<List<String>> events();

        @Setting(expects = "LOW, MEDIUM, HIGH or CRITICAL", pattern = "LOW|MEDIUM|HIGH|CRITICAL")
        Optional<String> severity();

        @Setting(expects = "globs on organizations, separated by commas, for example contoso*")
        Optional<List<String>> organizations();

        @Setting(expects = "globs on display names, separated by commas, for example deploy-*")
        Optional<List<String>> tokens();

        @Setting(expects = "globs on owners, separated by commas, for example *@contoso.example")
        Optional<List<String>> owners();

        @Setting(expects = "days of the week, separated by commas, for example MONDAY,FRIDAY")
        Optional<List<String>> days();

        @Setting(expects = "a time of day, for example 08:00", pattern = Patterns.TIME)
        Optional<LocalTime> from();

        @Setting(expects = "a time of day, for example 18:00", pattern = Patterns.TIME)
        Optional<LocalTime> to();

        @Setting(expects = "mail addresses, names of webhooks, owner or default, separated by commas")
        Optional<List<String>> recipients();

        @Setting(expects = "immediate or digest", pattern = "immediate|digest")
        Optional<String> urgency();
    }

    /** A program or a Teams channel. */
    interface WebhookSettings {
        @Setting(expects = "a name without @, for example siem", pattern = "[A-Za-z0-9_-]+")
        String name();

        /** Where to post; it may hold a signature, and is never shown. */
        @Setting(expects = "an address, for example https://siem.example.com/patrol", pattern = "https?://\\S+")
        Secret<String> url();

        @Setting(expects = "cloudevents or teams", pattern = "cloudevents|teams")
        @WithDefault("cloudevents")
        String form();

        /** What its bodies are signed with; none means that they are not. */
        @Setting(expects = "the secret that the receiver knows too, usually whsec_ and Base64; it is never shown")
        Optional<Secret<String>> secret();

        @Setting(expects = "types of event, separated by commas; all without it, or none")
        Optional<List<String>> events();
    }

    /** Parts of the patterns above. */
    final class Patterns {
        static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";

        private Patterns() {}
    }
}
