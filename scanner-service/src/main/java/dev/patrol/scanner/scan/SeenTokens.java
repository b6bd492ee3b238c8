package dev.patrol.scanner.scan;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The tokens of one organization as a scan saw them, in numbers. */
final class SeenTokens {
    static final SeenTokens NONE = new SeenTokens(Map.of(), new long[0]);

    private final Map<Standing, Integer> numbers;
    /** When those expire that Patrol is to rotate and that have no successor yet: seconds since 1970, in order. */
    private final long[] expiries;

    private SeenTokens(Map<Standing, Integer> numbers, long[] expiries) {
        this.numbers = numbers;
        this.expiries = expiries;
    }

    /**
     * @param standings of all tokens that were seen
     * @param live the live ones
     * @param managed which of them Patrol is to rotate
     */
    static SeenTokens of(Collection<Standing> standings, List<Token> live, Predicate<Token> managed) {
        Map<Standing, Integer> numbers = new EnumMap<>(Standing.class);
        standings.forEach(standing -> numbers.merge(standing, 1, Integer::sum));
        Map<Lineage, Set<String>> names =
                live.stream().collect(groupingBy(Token::lineage, mapping(Token::displayName, toSet())));
        long[] expiries = live.stream()
                .filter(managed)
                .filter(token -> !names.get(token.lineage()).contains(token.successorName()))
                .mapToLong(token -> token.validTo().getEpochSecond())
                .sorted()
                .toArray();
        return new SeenTokens(numbers, expiries);
    }

    int in(Standing standing) {
        return numbers.getOrDefault(standing, 0);
    }

    /** Of those that Patrol is to rotate and that have no successor yet, how many expire within a time from now on. */
    int expiringWithin(Duration time, Instant now) {
        return before(now.plus(time)) - before(now);
    }

    private int before(Instant end) {
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
