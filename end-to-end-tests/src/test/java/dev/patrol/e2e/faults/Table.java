package dev.patrol.e2e.faults;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the matrix prints. */
final class Table {
    private static final String FORMAT = "%-58s %-16s %7s %8s %8s %5s %11s %6s %7s%n";

    private final List<String> rows = new CopyOnWriteArrayList<>();

    void add(String name, Verdict verdict) {
        rows.add(FORMAT.formatted(
                name,
                verdict.outcome(),
                verdict.struck() ? "yes" : "NO",
                verdict.created(),
                verdict.orphans(),
                verdict.lost(),
                verdict.duplicates(),
                verdict.early(),
                verdict.silent()));
    }

    void print() {
        System.out.printf(
                FORMAT, "case", "outcome", "struck", "created", "orphans", "lost", "duplicates", "early", "silent");
        rows.forEach(System.out::print);
    }
}
