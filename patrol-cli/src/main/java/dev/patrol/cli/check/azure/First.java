package dev.patrol.cli.check.azure;

import java.util.Optional;
import java.util.function.Consumer;

/** Takes the first of what is handed to it, and ends the list there. */
final class First<T> implements Consumer<T> {
    private T seen;

    /** The first of a list, without the pages after it. */
    static <T> Optional<T> of(Consumer<Consumer<T>> list) {
        First<T> first = new First<>();
        try {
            list.accept(first);
        } catch (Enough seen) {
            // The first is all that is wanted.
        }
        return Optional.ofNullable(first.seen);
    }

    @Override
    public void accept(T one) {
        seen = one;
        throw new Enough();
    }

    /** Ends a list early; it has no stack, since nobody looks at it. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Enough() {
            super(null, null, false, false);
        }
    }
}
