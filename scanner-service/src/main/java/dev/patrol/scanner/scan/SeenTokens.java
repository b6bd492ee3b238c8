package dev.patrol.scanner.scan;

import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The tokens of one organization as a scan saw them, in numbers. */
final class SeenTokens {
    static final SeenTokens NONE = new SeenTokens(Map.of(), new long[0], new long[0]);

    private final Map<Standing, Integer> numbers;
    /** When those expire that Patrol is to rotate and that have no successor yet: seconds since 1970, in order. */
    private final long[] expiries;
    /** The same of those among them whose time has come, with those that have died of late. */
    private final long[] missed;

    private SeenTokens(Map<Standing, Integer> numbers, long[] expiries, long[] missed) {
        this.numbers = numbers;
        this.expiries = expiries;
        this.missed = missed;
    }

    /**
     * @param standings of all tokens that were seen
     * @param unrotated the live ones that Patrol is to rotate and that have no successor
     * @param due which of them were to be rotated by then
     * @param died those that have expired of late and never had one
     */
    static SeenTokens of(
            Collection<Standing> standings, List<Token> unrotated, Predicate<Token> due, List<Token> died) {
        Map<Standing, Integer> numbers = new EnumMap<>(Standing.class);
        standings.forEach(standing -> numbers.merge(standing, 1, Integer::sum));
        return new SeenTokens(
                numbers,
                expiriesOf(unrotated.stream()),
                expiriesOf(Stream.concat(unrotated.stream().filter(due), died.stream())));
    }

    private static long[] expiriesOf(Stream<Token> tokens) {
        return tokens.mapToLong(token -> token.validTo().getEpochSecond())
                .sorted()
                .toArray();
    }

    int in(Standing standing) {
        return numbers.getOrDefault(standing, 0);
    }

    /** Of those that Patrol is to rotate and that have no successor yet, how many expire within a time from now on. */
    int expiringWithin(Duration time, Instant now) {
        return between(now, now.plus(time), expiries);
    }

    /** The same of those whose time to be rotated had come. */
    int missedWithin(Duration time, Instant now) {
        return between(now, now.plus(time), missed);
    }

    /** How many of those have expired within a time before now, and never had a successor. */
    int diedWithin(Duration time, Instant now) {
        return between(now.minus(time), now, missed);
    }

    private static int between(Instant beginning, Instant end, long[] expiries) {
        return before(end, expiries) - before(beginning, expiries);
    }

    private static int before(Instant end, long[] expiries) {
        long seconds = end.getEpochSecond();
        int found = Arrays.binarySearch(expiries, seconds);
        int index = found >= 0 ? found : -found - 1;
        // Several may expire at the same second; those count as not before it.
        while (index > 0 && expiries[index - 1] == seconds) {
            index--;
        }
        return index;
    }
}
