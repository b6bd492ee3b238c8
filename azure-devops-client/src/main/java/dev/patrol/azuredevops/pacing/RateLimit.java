package dev.patrol.azuredevops.pacing;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an answer says of the rate limit; what makes no sense in it counts as not said.
 *
 * @param refused answered by 429: nothing was carried out
 * @param delayed answered late on purpose
 * @param retryAfter how long to wait before the next request
 * @param limit units that a window allows
 * @param remaining units left before requests are delayed
 * @param reset when nothing would be used any more if no request came from now on, by the reader's clock
 */
public record RateLimit(
        boolean refused,
        boolean delayed,
        Optional<Duration> retryAfter,
        OptionalInt limit,
        OptionalInt remaining,
        Optional<Instant> reset) {
    static final int TOO_MANY_REQUESTS = 429;
    private static final int MOST_UNITS = 1_000_000_000;
    /** What the fractions of seconds in an answer's Date and its way here explain. */
    private static final Duration CLOCKS_AGREE = Duration.ofSeconds(2);

    /** @param now when the answer came */
    static RateLimit of(int status, HttpHeaders headers, Instant now) {
        Optional<Instant> serverTime = headers.firstValue("Date").flatMap(RateLimit::httpDate);
        return new RateLimit(
                status == TOO_MANY_REQUESTS,
                number(headers, "X-RateLimit-Delay").isPresent(),
                headers.firstValue("Retry-After").flatMap(value -> wait(value, serverTime.orElse(now))),
                toInt(number(headers, "X-RateLimit-Limit").filter(limit -> limit >= 1)),
                toInt(number(headers, "X-RateLimit-Remaining")),
                number(headers, "X-RateLimit-Reset").map(seconds -> Instant.ofEpochSecond(seconds.longValue())
                        .minus(serverTime.map(time -> ahead(time, now)).orElse(Duration.ZERO))));
    }

    /** Whether the server asks for less than it gets. */
    boolean throttled() {
        return refused || delayed;
    }

    private static Optional<Duration> wait(String value, Instant from) {
        if (value.matches("\\d{1,6}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        return httpDate(value)
                .map(until -> Duration.between(from, until))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Duration ahead(Instant serverTime, Instant now) {
        Duration ahead = Duration.between(now, serverTime);
        return ahead.abs().compareTo(CLOCKS_AGREE) > 0 ? ahead : Duration.ZERO;
    }

    private static Optional<Double> number(HttpHeaders headers, String name) {
        return headers.firstValue(name)
                .filter(value -> value.matches("\\d{1,10}(\\.\\d{1,9})?"))
                .map(Double::valueOf);
    }

    private static OptionalInt toInt(Optional<Double> number) {
        return number.isPresent() && number.get() <= MOST_UNITS
                ? OptionalInt.of((int) number.get().doubleValue())
                : OptionalInt.empty();
    }

    private static Optional<Instant> httpDate(String value) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from));
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }
}
