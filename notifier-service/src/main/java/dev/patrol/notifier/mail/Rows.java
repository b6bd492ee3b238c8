package dev.patrol.notifier.mail;

import java.util.List;

/**
 * As much of a list as a mail can show.
 *
 * @param shown the first of them
 * @param more how many are left out
 */
public record Rows<T>(List<T> shown, int more) {
    private static final int MOST = 50;

    static <T> Rows<T> of(List<T> all) {
        int shown = Math.min(all.size(), MOST);
        return new Rows<>(List.copyOf(all.subList(0, shown)), all.size() - shown);
    }

    public boolean isEmpty() {
        return shown.isEmpty();
    }
}
