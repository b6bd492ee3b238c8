package dev.patrol.notifier.mail;

import static java.util.Objects.requireNonNull;

import dev.patrol.model.token.Token;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * How moments, counts and tokens read, the same in every template and subject: {@code {words.moment(token.validTo)}}. Numbers
 * are of any type, since a template does not turn one into another.
 */
public final class Words {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int LONGEST_BAR = 25;

    private final ZoneId zone;
    private final DateTimeFormatter moment;
    private final DateTimeFormatter date;
    private final DateTimeFormatter time;

    /** @param zone whose clocks the reader goes by */
    public Words(ZoneId zone) {
        this.zone = requireNonNull(zone, "zone");
        moment =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx", Locale.ROOT).withZone(zone);
        time = DateTimeFormatter.ofPattern("HH:mm xxx", Locale.ROOT).withZone(zone);
        date = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(zone);
    }

    /** For example {@code Europe/Berlin}. */
    public String zone() {
        return zone.getId();
    }

    /** For example {@code 2026-11-30 09:00 +01:00}. */
    public String moment(Instant instant) {
        return moment.format(instant);
    }

    public String date(Instant instant) {
        return date.format(instant);
    }

    /** What a moment has beside its date, where there is no room for both on one line. */
    public String time(Instant instant) {
        return time.format(instant);
    }

    /** {@code 1 day}, {@code 7 days}. */
    public String days(Number count) {
        return counted(count.longValue(), "day");
    }

    /** {@code 5,000}. */
    public String count(Number number) {
        return grouped(number.longValue());
    }

    /** For example {@code vso.code, vso.build}. */
    public String list(List<String> texts) {
        return String.join(", ", texts);
    }

    /** A bar of a chart in plain text. */
    public String bar(Number percent) {
        return "#".repeat(Math.max(1, LONGEST_BAR * percent.intValue() / 100));
    }

    /** Days from a token's beginning to its end. */
    public String lifetime(Token token) {
        return counted(daysBegun(Duration.between(token.validFrom(), token.validTo())), "day");
    }

    /** The page where people manage their tokens by hand. */
    public String tokensPage(String organization) {
        return page(organization) + "/_usersSettings/tokens";
    }

    /** The page where administrators set what holds for an organization. */
    public String settingsPage(String organization) {
        return page(organization) + "/_settings/";
    }

    private static String page(String organization) {
        return "https://dev.azure.com/"
                + URLEncoder.encode(organization, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** {@code 1 day}, {@code 5,000 days}. */
    static String counted(long count, String thing) {
        return grouped(count) + " " + thing + (count == 1 ? "" : "s");
    }

    /** {@code 5,000}. */
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Days that a token has left at a moment, a begun day counted as one; 0 where it is dead. */
    static long daysLeft(Token token, Instant at) {
        return daysBegun(Duration.between(at, token.validTo()));
    }

    static long daysBegun(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        return duration.toDays() + (duration.compareTo(DAY.multipliedBy(duration.toDays())) > 0 ? 1 : 0);
    }
}
