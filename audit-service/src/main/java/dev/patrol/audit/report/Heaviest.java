package dev.patrol.audit.report;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the heaviest of many, and counts all. */
final class Heaviest<T> {
    private final int most;
    private final Comparator<? super T> heaviestFirst;
    private final PriorityQueue<T> kept;
    private long total;

    /** @param heaviestFirst a total order, so that the choice does not hang on the order in which they come */
    Heaviest(int most, Comparator<? super T> heaviestFirst) {
        this.most = most;
        this.heaviestFirst = heaviestFirst;
        this.kept = new PriorityQueue<>(heaviestFirst.reversed());
    }

    void add(T element) {
        total++;
        kept.add(element);
        if (kept.size() > most) {
            kept.remove();
        }
    }

    List<T> list() {
        return kept.stream().sorted(heaviestFirst).toList();
    }

    /** How many were added. */
    long total() {
        return total;
    }
}
