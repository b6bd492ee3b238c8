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
 * One bar of a chart.
 *
 * @param percent of the chart's longest bar, 1 at least where there is anything
 */
public record Total(String name, long count, int percent) {
    private static final int MOST = 8;
    private static final Comparator<Map.Entry<String, Long>> MOST_FREQUENT_FIRST =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    /** As they are given. */
    static List<Total> inOrder(List<Map.Entry<String, Long>> counts) {
        long longest = counts.stream().mapToLong(Map.Entry::getValue).max().orElse(0);
        return counts.stream()
                .map(entry -> new Total(entry.getKey(), entry.getValue(), percent(entry.getValue(), longest)))
                .toList();
    }

    /** Counts lines by their kind, the most frequent first; what there is no room for is one bar. */
    static List<Total> by(Function<EventLine, String> kind, List<EventLine> lines) {
        List<Map.Entry<String, Long>> counts = lines.stream()
                .map(kind)
                .filter(name -> !name.isEmpty())
                .collect(groupingBy(identity(), counting()))
                .entrySet()
                .stream()
                .sorted(MOST_FREQUENT_FIRST)
                .toList();
        if (counts.size() <= MOST) {
            return inOrder(counts);
        }
        List<Map.Entry<String, Long>> shown = new ArrayList<>(counts.subList(0, MOST));
        long rest = counts.stream().skip(MOST).mapToLong(Map.Entry::getValue).sum();
        shown.add(Map.entry((counts.size() - MOST) + " others", rest));
        return inOrder(shown);
    }

    private static int percent(long count, long longest) {
        return count == 0 ? 0 : (int) Math.max(1, 100 * count / longest);
    }
}
