package dev.patrol.signin;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that several "processes" share, and that can be away. */
final class InMemoryCacheStore implements CacheStore {
    private volatile Cached kept;
    private volatile boolean unreadable;
    private volatile boolean unwritable;
    final AtomicInteger saved = new AtomicInteger();
    final AtomicInteger read = new AtomicInteger();

    @Override
    public Optional<Cached> load() {
        read.incrementAndGet();
        if (unreadable) {
            throw new IllegalStateException("The vault is away");
        }
        return Optional.ofNullable(kept);
    }

    @Override
    public void save(Cached cached) {
        if (unwritable) {
            throw new IllegalStateException("The vault is away, and was given " + cached.reveal());
        }
        kept = cached;
        saved.incrementAndGet();
    }

    void setUnreadable(boolean yes) {
        unreadable = yes;
    }

    void setUnwritable(boolean yes) {
        unwritable = yes;
    }
}
