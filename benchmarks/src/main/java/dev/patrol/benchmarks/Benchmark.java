package dev.patrol.benchmarks;

import dev.patrol.benchmarks.harness.Arguments;
import java.io.PrintStream;

/** One question, answered by measuring. */
public interface Benchmark {
    /** The word by which it is called. */
    String name();

    /** One line for the list of benchmarks. */
    String summary();

    /**
     * Measures and prints.
     *
     * @throws IllegalArgumentException if the arguments make no sense; the message says what would
     * @throws IllegalStateException if what was measured did not do what it was to do, so that its time means nothing
     */
    void run(Arguments arguments, PrintStream out);
}
