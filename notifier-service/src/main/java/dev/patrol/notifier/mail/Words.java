package dev.patrol.notifier.mail;

import dev.patrol.model.token.Token;
import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** How moments, counts and tokens read, the same in every template: {@code {token.validTo.moment}}. */
@TemplateExtension
final class Words {
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm 'UTC' (xxx)", Locale.ROOT)
            .withZone(ZONE);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZONE);
    private static final Duration DAY = Duration.ofDays(1);

    private Words() {}

    /** For example {@code 2026-11-30 08:00 UTC (+00:00)}. */
    static String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    static String date(Instant instant) {
        return DATE.format(instant);
    }

    /** Days that a token has left at a moment, a begun day counted as one; 0 where it is dead. */
    static long daysLeft(Token token, Instant at) {
        return daysBegun(Duration.between(at, token.validTo()));
    }

    /** Days from a token's beginning to its end, a begun day counted as one. */
    static long lifetime(Token token) {
        return daysBegun(Duration.between(token.validFrom(), token.validTo()));
    }

    private static long daysBegun(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        return duration.toDays() + (duration.compareTo(DAY.multipliedBy(duration.toDays())) > 0 ? 1 : 0);
    }

    /** {@code 5,000}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 day}, {@code 7 days}. */
    static String days(long count) {
        return count == 1 ? "1 day" : count + " days";
    }

    static String days(int count) {
        return days((long) count);
    }

    /** For example {@code vso.code, vso.build}. */
    static String listed(List<String> texts) {
        return String.join(", ", texts);
    }

    /** The page where people manage their tokens by hand. */
    static String tokensPage(String organization) {
        return "https://dev.azure.com/"
                + URLEncoder.encode(organization, StandardCharsets.UTF_8).replace("+", "%20")
                + "/_usersSettings/tokens";
    }
}
