package dev.patrol.cli.terminal;

/** How many there are of something. */
public final class Counted {
    private Counted() {}

    /** For example {@code 1 user}, {@code 12 users}. */
    public static String of(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
