package dev.patrol.cli.fault;

import java.util.Optional;
import java.util.stream.Stream;

/** What lies beneath a library's exception. */
public final class Causes {
    private static final int DEEPEST = 20;

    private Causes() {}

    /** The first cause of a type, the exception itself included. */
    public static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        return all(thrown).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> all(Throwable thrown) {
        return Stream.iterate(thrown, one -> one != null, Throwable::getCause).limit(DEEPEST);
    }
}
