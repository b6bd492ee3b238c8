package dev.patrol.signin;

import java.util.Optional;

/**
 * Where the sign-in is kept, for all processes that use it. Both methods are called by few threads and seldom (about once an
 * hour). Where the store is away they throw; Patrol goes on with the access token that it has and tries again.
 */
public interface CacheStore {
    /** What is kept now, not what was read earlier; empty where nobody has signed in. */
    Optional<Cached> load();

    /** Keeps it. When it returns, every later {@link #load()} in whatever process gives this or something newer. */
    void save(Cached cached);
}
