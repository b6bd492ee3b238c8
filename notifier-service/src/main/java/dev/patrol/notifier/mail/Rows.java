package dev.patrol.notifier.mail;

import java.util.List;
import java.util.function.Function;

/**
 * As much of a list as a mail can show.
 *
 * @param shown the first of them
 * @param others names of the next
 * @param more how many are left out
 */
public record Rows<T>(List<T> shown, List<String> others, long more) {
    private static final int MOST = 25;

    /** Their names alone still make a mail that no program cuts (Gmail does at 102 kB). */
    private static final int MOST_NAMES = 500;

    public Rows {
        shown = List.copyOf(shown);
        others = List.copyOf(others);
    }

    static <T> Rows<T> of(List<T> all) {
        return of(all, all.size());
    }

    /**
     * @param total how many there are in all, where the list itself is cut
     */
    static <T> Rows<T> of(List<T> some, long total) {
        int shown = Math.min(some.size(), MOST);
        return new Rows<>(some.subList(0, shown), List.of(), Math.max(total, some.size()) - shown);
    }

    /** With the names of those that there is no room for. */
    static <T> Rows<T> named(List<T> all, Function<T, String> name) {
        List<String> others = all.stream()
                .skip(MOST)
                .limit(MOST_NAMES)
                .map(name.andThen(OutsideText::name))
                .toList();
        List<T> shown = all.subList(0, Math.min(all.size(), MOST));
        return new Rows<>(shown, others, all.size() - shown.size() - others.size());
    }

    /** How many there are in all. */
    public long total() {
        return shown.size() + others.size() + more;
    }

    public boolean isEmpty() {
        return total() == 0;
    }
}
