package dev.patrol.notifier.mail;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How many there are of one kind.
 *
 * @param percent of the most frequent kind, 1 at least: how long its bar is
 */
public record Total(String name, long count, int percent) {
    private static final int MOST = 8;
    private static final Comparator<Map.Entry<String, Long>> MOST_FREQUENT_FIRST =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    static Total of(String name, long count, long largest) {
        return new Total(name, count, (int) Math.max(1, 100 * count / Math.max(1, largest)));
    }

    /** The most frequent first; what there is no room for is one line. */
    static List<Total> by(Function<EventLine, String> kind, List<EventLine> lines) {
        List<Map.Entry<String, Long>> counts = lines.stream()
                .map(kind)
                .filter(name -> !name.isEmpty())
                .collect(groupingBy(identity(), counting()))
                .entrySet()
                .stream()
                .sorted(MOST_FREQUENT_FIRST)
                .toList();
        long largest = counts.isEmpty() ? 1 : counts.get(0).getValue();
        List<Total> totals = new ArrayList<>();
        counts.stream().limit(MOST).forEach(entry -> totals.add(of(entry.getKey(), entry.getValue(), largest)));
        long rest = counts.stream().skip(MOST).mapToLong(Map.Entry::getValue).sum();
        if (rest > 0) {
            totals.add(of((counts.size() - MOST) + " others", rest, Math.max(rest, largest)));
        }
        return totals;
    }
}
