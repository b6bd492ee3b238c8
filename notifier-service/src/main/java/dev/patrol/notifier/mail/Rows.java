package dev.patrol.notifier.mail;

import java.util.List;

/**
 * As much of a list as a mail can show.
 *
 * @param shown the first of them
 * @param more how many are left out
 */
public record Rows<T>(List<T> shown, long more) {
    private static final int MOST = 25;

    static <T> Rows<T> of(List<T> all) {
        return of(all, all.size());
    }

    /**
     * @param total how many there are in all, where the list itself is cut
     */
    static <T> Rows<T> of(List<T> some, long total) {
        int shown = Math.min(some.size(), MOST);
        return new Rows<>(List.copyOf(some.subList(0, shown)), Math.max(total, some.size()) - shown);
    }

    /** How many there are in all. */
    public long total() {
        return shown.size() + more;
    }

    public boolean isEmpty() {
        return shown.isEmpty() && more == 0;
    }
}
