package dev.patrol.azuredevops;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an answer says of the rate limit. Azure DevOps sends the headers when a caller comes near the limit or is over it
 * (MicrosoftDocs, integrate/concepts/rate-limits); what makes no sense in them is taken for not said.
 *
 * @param refused whether the call was blocked (429) and not carried out
 * @param retryAfter how long the next call is to wait ({@code Retry-After}, also on a success)
 * @param limit what the window holds
 * @param remaining what is left of it
 * @param reset when something of it is free again
 */
record RateReport(
        boolean refused,
        Optional<Duration> retryAfter,
        OptionalInt limit,
        OptionalInt remaining,
        Optional<Instant> reset) {
    /** Longer waits are not believed: the window is five minutes long. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private static final int TOO_MANY_REQUESTS = 429;

    static RateReport of(int status, HttpHeaders headers, Instant now) {
        return new RateReport(
                status == TOO_MANY_REQUESTS,
                retryAfterOf(headers, now),
                count(headers, "X-RateLimit-Limit"),
                count(headers, "X-RateLimit-Remaining"),
                headers.firstValue("X-RateLimit-Reset")
                        .filter(value -> value.matches("\\d{1,12}"))
                        .map(value -> Instant.ofEpochSecond(Long.parseLong(value)))
                        .filter(reset -> reset.isBefore(now.plus(LONGEST_WAIT))));
    }

    /** In seconds or as a date (RFC 9110, section 10.2.3). */
    private static Optional<Duration> retryAfterOf(HttpHeaders headers, Instant now) {
        return headers.firstValue("Retry-After")
                .map(String::trim)
                .flatMap(value -> value.matches("\\d{1,9}")
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
                        : untilDate(value, now))
                .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }

    private static Optional<Duration> untilDate(String value, Instant now) {
        try {
            Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    /** A load may be told with a fraction; what is left is rounded down. */
    private static OptionalInt count(HttpHeaders headers, String name) {
        return headers.firstValue(name)
                .filter(value -> value.matches("\\d{1,9}(\\.\\d{1,9})?"))
                .map(value -> OptionalInt.of((int) Double.parseDouble(value)))
                .orElse(OptionalInt.empty());
    }
}
